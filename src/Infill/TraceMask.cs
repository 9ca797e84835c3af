using Infill.Imaging;

namespace Infill;

/// <summary>The picture's shape, and what the mask stage was given and gave.</summary>
public sealed record TraceMask
{
    /// <summary>Size of the picture and its mask.</summary>
    public required PixelSize Picture { get; init; }

    /// <summary>Samples of the picture.</summary>
    public required PixelFormat Format { get; init; }

    /// <summary>Pixels above 0 in the mask as given.</summary>
    public required long AskedPixels { get; init; }

    /// <summary>Pixels that were generated, after growth.</summary>
    public required long FilledPixels { get; init; }

    /// <summary>Tight bounds of the generated pixels, in picture coordinates.</summary>
    public required PixelRect Bounds { get; init; }

    /// <summary>Largest growth of an object, in pixels.</summary>
    public required int GrownPx { get; init; }

    /// <summary>Width of the fade, in pixels.</summary>
    public required int FeatherPx { get; init; }
}
