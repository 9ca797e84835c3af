using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A picture without the shadows that a mask marks, and what became of them.</summary>
public sealed record RelitPicture
{
    /// <summary>A new picture of the input's size, format and metadata.</summary>
    public required Image Image { get; init; }

    /// <summary>Pixels that may differ from the input, 1; of the picture's size.</summary>
    public required Mask Changed { get; init; }

    /// <summary>Shaded pixels of which nothing but black is left: light cannot bring back what was not recorded.</summary>
    public required Mask Clipped { get; init; }

    /// <summary>The shadows, in reading order.</summary>
    public required IReadOnlyList<RelitPart> Parts { get; init; }

    /// <summary>Parts of the mask that are not darker than the ground around them, or show none; in picture coordinates.</summary>
    public required IReadOnlyList<PixelRect> Unlike { get; init; }
}
