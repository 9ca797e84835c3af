using Infill.Imaging;

namespace Infill.Server.Api;

/// <summary>What the pixels of a mask file mean, in the words of the command line's --mask-polarity.</summary>
internal enum PolarityWord
{
    /// <summary>White and opaque fills.</summary>
    White = MaskPolarity.WhiteFills,

    /// <summary>Black and opaque fills.</summary>
    Black = MaskPolarity.BlackFills,

    /// <summary>Transparent fills.</summary>
    Transparent = MaskPolarity.TransparentFills,

    /// <summary>Opaque fills.</summary>
    Opaque = MaskPolarity.OpaqueFills,
}
