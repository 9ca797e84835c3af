using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Support;

/// <summary>A product on its ground, its outline, and what may stand behind it, as files.</summary>
internal static class ProductFiles
{
    public static byte[] Photo { get; } = ImageFile.Encode(ProductPictures.Draw(ProductPictures.Alpha()), FileFormat.Png);

    public static byte[] Outline { get; } = ImageFile.Encode(MaskImage.ToImage16(ProductPictures.Outline()), FileFormat.Png);

    /// <summary>An outline that takes a rim of the old ground along.</summary>
    public static byte[] Wide { get; } = ImageFile.Encode(MaskImage.ToImage16(ProductPictures.Outline(growPx: 5)), FileFormat.Png);

    public static byte[] Table { get; } = ImageFile.Encode(Pictures.Noise(90, 60, seed: 7), FileFormat.Png);

    /// <summary>The product cut out: transparent around.</summary>
    public static byte[] CutOut()
    {
        Image photo = ProductPictures.Draw(ProductPictures.Alpha());
        var cut = new Image(photo.Size, photo.Format with { HasAlpha = true });
        Mask alpha = ProductPictures.Alpha();
        ProductPictures.ForEach(cut, (x, y, c) => c == 3 ? alpha[x, y] : photo[x, y, c] / 255f);
        return ImageFile.Encode(cut, FileFormat.Png);
    }
}
