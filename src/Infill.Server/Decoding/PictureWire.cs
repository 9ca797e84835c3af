using System.Runtime.InteropServices;
using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>Headers and pictures between a decoder and the server.</summary>
internal static class PictureWire
{
    private const int MostTexts = 64;
    private const int MostTextBytes = 4096;
    private const int MostFrames = 1_000_000;

    /// <summary>Writes a header.</summary>
    public static void Write(Stream stream, ImageHeader header)
    {
        DecoderWire.WriteNumber(stream, (int)header.FileFormat);
        WriteShape(stream, header.Size, header.Format);
        DecoderWire.WriteNumber(stream, header.Frames);
        DecoderWire.WriteNumber(stream, header.Orientation);
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is none, or beyond the limits that the decoder was told.</exception>
    public static ImageHeader ReadHeader(Stream stream, LoadOptions options)
    {
        FileFormat format = ReadWord<FileFormat>(stream);
        (PixelSize size, PixelFormat pixels) = ReadShape(stream, options);
        return new ImageHeader(format, size, pixels, (int)DecoderWire.ReadNumber(stream, 1, MostFrames), (int)DecoderWire.ReadNumber(stream, 1, 8));
    }

    /// <summary>Writes a picture with all that it carries.</summary>
    public static void Write(Stream stream, Image image)
    {
        ImageMetadata metadata = image.Metadata;
        WriteShape(stream, image.Size, image.Format);
        DecoderWire.WriteBytes(stream, metadata.IccProfile);
        DecoderWire.WriteBytes(stream, metadata.Exif);
        DecoderWire.WriteBytes(stream, metadata.Xmp);
        DecoderWire.WriteReal(stream, metadata.DpiX);
        DecoderWire.WriteReal(stream, metadata.DpiY);
        DecoderWire.WriteNumber(stream, (int)metadata.SourceFormat!);
        DecoderWire.WriteNumber(stream, metadata.JpegQuality ?? 0);
        WriteTexts(stream, metadata.Warnings);
        WriteTexts(stream, metadata.Notes);
        for (int y = 0; y < image.Height; y++)
        {
            stream.Write(image.RowBytes(y));
        }
    }

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InvalidDataException">It is none, or beyond the limits that the decoder was told.</exception>
    public static Image ReadImage(Stream stream, LoadOptions options)
    {
        (PixelSize size, PixelFormat pixels) = ReadShape(stream, options);
        var metadata = new ImageMetadata
        {
            IccProfile = DecoderWire.ReadBytes(stream, options.MaxBytes),
            Exif = DecoderWire.ReadBytes(stream, options.MaxBytes),
            Xmp = DecoderWire.ReadBytes(stream, options.MaxBytes),
            DpiX = DecoderWire.ReadReal(stream),
            DpiY = DecoderWire.ReadReal(stream),
            SourceFormat = ReadWord<FileFormat>(stream),
            JpegQuality = DecoderWire.ReadNumber(stream, 0, 100) is > 0 and long quality ? (int)quality : null,
            Warnings = ReadTexts(stream),
            Notes = ReadTexts(stream),
        };
        var image = new Image(size, pixels, metadata);
        stream.ReadExactly(pixels.BitDepth == 8 ? image.Samples8 : MemoryMarshal.AsBytes(image.Samples16.AsSpan()));
        return image;
    }

    private static void WriteShape(Stream stream, PixelSize size, PixelFormat format)
    {
        DecoderWire.WriteNumber(stream, size.Width);
        DecoderWire.WriteNumber(stream, size.Height);
        DecoderWire.WriteNumber(stream, (int)format.Model);
        DecoderWire.WriteNumber(stream, format.HasAlpha ? 1 : 0);
        DecoderWire.WriteNumber(stream, format.BitDepth);
    }

    private static (PixelSize Size, PixelFormat Format) ReadShape(Stream stream, LoadOptions options)
    {
        var size = new PixelSize((int)DecoderWire.ReadNumber(stream, 1, int.MaxValue), (int)DecoderWire.ReadNumber(stream, 1, int.MaxValue));
        ColorModel model = ReadWord<ColorModel>(stream);
        var format = new PixelFormat(model, DecoderWire.ReadNumber(stream, 0, 1) == 1, DecoderWire.ReadNumber(stream, 8, 16) == 8 ? 8 : 16);
        return size.Area <= options.MaxPixels && size.Area * format.BytesPerPixel <= Math.Min(options.MaxBytes, Array.MaxLength)
            ? (size, format)
            : throw new InvalidDataException($"A picture of {size} in {format} is beyond the limits.");
    }

    private static void WriteTexts(Stream stream, IReadOnlyList<string> texts)
    {
        DecoderWire.WriteNumber(stream, Math.Min(texts.Count, MostTexts));
        foreach (string text in texts.Take(MostTexts))
        {
            DecoderWire.WriteText(stream, PlainText.Of(text));
        }
    }

    private static string[] ReadTexts(Stream stream)
    {
        string[] texts = new string[DecoderWire.ReadNumber(stream, 0, MostTexts)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = PlainText.Of(DecoderWire.ReadText(stream, MostTextBytes));
        }

        return texts;
    }

    private static T ReadWord<T>(Stream stream)
        where T : struct, Enum
    {
        var word = (T)Enum.ToObject(typeof(T), DecoderWire.ReadNumber(stream, 0, byte.MaxValue));
        return Enum.IsDefined(word) ? word : throw new InvalidDataException($"{word} is no {typeof(T).Name}.");
    }
}
