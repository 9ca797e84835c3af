namespace Infill.Engines.Patch;

/// <summary>What the patch engine may do with a pixel.</summary>
internal enum PixelState : byte
{
    /// <summary>Outside the picture: weight 0.</summary>
    Outside,

    /// <summary>Observed: compared with, copied from.</summary>
    Known,

    /// <summary>To be filled.</summary>
    Hole,

    /// <summary>Someone else's hole: neither compared with nor copied from.</summary>
    Unknown,
}
