using Infill.Imaging;
using Infill.Masks;

namespace Infill.Onnx.MaskModels;

/// <summary>Where a picture lies in the square that a Segment Anything encoder sees.</summary>
/// <param name="Picture">Its own size.</param>
internal sealed record SegmentGeometry(PixelSize Picture)
{
    /// <summary>Side of the encoder's square.</summary>
    public const int Side = 1024;

    /// <summary>Side of the masks that the decoder gives.</summary>
    public const int MaskSide = 256;

    /// <summary>The picture's size in the square: its longer side fills it; the rest is empty.</summary>
    public PixelSize Seen { get; } = new(Scale(Picture.Width, Picture), Scale(Picture.Height, Picture));

    /// <summary>Cells of a mask that the picture takes.</summary>
    public (double Width, double Height) Covered => ((double)Seen.Width * MaskSide / Side, (double)Seen.Height * MaskSide / Side);

    /// <summary>A point of the picture as the decoder counts: pixels of the square, (0, 0) in the middle of the first.</summary>
    public (float X, float Y) ToSquare(MaskPoint point) =>
        ((float)((point.X * Seen.Width / Picture.Width) - 0.5), (float)((point.Y * Seen.Height / Picture.Height) - 0.5));

    private static int Scale(int side, PixelSize picture) => Math.Max(1, (int)Math.Round((double)side * Side / Math.Max(picture.Width, picture.Height)));
}
