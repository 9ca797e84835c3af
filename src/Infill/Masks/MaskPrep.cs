using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Stand-in.</summary>
public static class MaskPrep
{
    /// <summary>Stand-in.</summary>
    public static PreparedMask Prepare(Mask mask, MaskOptions options)
    {
        _ = options;
        return new PreparedMask(mask.Clone(), mask.Clone(), 0, 0);
    }
}
