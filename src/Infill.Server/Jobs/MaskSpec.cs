using Infill.Imaging;

namespace Infill.Server.Jobs;

/// <summary>Where a job's mask comes from: exactly one of a stored file, an expression, the picture's own alpha channel.</summary>
internal sealed record MaskSpec
{
    /// <summary>Content hash of a mask file of the picture's size, or null.</summary>
    public string? Blob { get; init; }

    /// <summary>A mask expression without file terms, or null.</summary>
    public string? Expression { get; init; }

    /// <summary>True for the picture's own alpha channel.</summary>
    public bool IsAlpha { get; init; }

    /// <summary>Which pixels of the file or of the alpha channel mean "fill"; null = white, for alpha: transparent.</summary>
    public MaskPolarity? Polarity { get; init; }
}
