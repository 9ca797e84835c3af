using Infill.Imaging;

namespace Infill.Cli.Doctor;

/// <summary>Tries out every format in memory: what libvips lists and what it can do are two things.</summary>
internal static class CodecCheck
{
    /// <summary>Pixels on a side; every encoder takes that.</summary>
    private const int Side = 16;

    /// <summary>One record per format.</summary>
    public static CodecRecord[] TryAll() => [.. Enum.GetValues<FileFormat>().Select(Try)];

    private static CodecRecord Try(FileFormat format)
    {
        try
        {
            // Two colours, so that a GIF's palette holds them.
            var image = new Image(new PixelSize(Side, Side), new PixelFormat(ColorModel.Rgb, false, 8));
            image.Samples8.AsSpan(image.Samples8.Length / 2).Fill(200);
            Image again = ImageFile.Load(ImageFile.Encode(image, format));
            return again.Size == image.Size
                ? new CodecRecord { Format = format, Works = true }
                : new CodecRecord { Format = format, Works = false, Problem = $"A {image.Size} picture came back as {again.Size}." };
        }
        catch (ImageFileException reason)
        {
            return new CodecRecord { Format = format, Works = false, Problem = reason.Message };
        }
    }
}
