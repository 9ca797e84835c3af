using System.Text;

namespace Infill.Imaging;

/// <summary>Tells a file's format by its first bytes; the extension plays no part.</summary>
internal static class FileSignature
{
    /// <summary>Bytes that <see cref="Detect"/> wants to see; fewer are fine for small files.</summary>
    public const int Length = 512;

    private static readonly (int Offset, byte[] Bytes, FileFormat Format)[] Known =
    [
        (0, [0xFF, 0xD8, 0xFF], FileFormat.Jpeg),
        (0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], FileFormat.Png),
        (8, "WEBP"u8.ToArray(), FileFormat.Webp),
        (0, "II*\0"u8.ToArray(), FileFormat.Tiff),
        (0, "MM\0*"u8.ToArray(), FileFormat.Tiff),
        (0, "II+\0"u8.ToArray(), FileFormat.Tiff),
        (0, "MM\0+"u8.ToArray(), FileFormat.Tiff),
        (0, "GIF87a"u8.ToArray(), FileFormat.Gif),
        (0, "GIF89a"u8.ToArray(), FileFormat.Gif),
    ];

    private static readonly (int Offset, byte[] Bytes, string Name)[] Refused =
    [
        (0, "BM"u8.ToArray(), "BMP"),
        (0, [0xFF, 0x0A], "JPEG XL"),
        (4, "JXL "u8.ToArray(), "JPEG XL"),
        (4, "jP  "u8.ToArray(), "JPEG 2000"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
        (0, "8BPS"u8.ToArray(), "Photoshop (PSD)"),
        (0, "%PDF"u8.ToArray(), "PDF"),
        (0, "%!PS"u8.ToArray(), "PostScript"),
        (0, [0, 0, 1, 0], "ICO"),
        (0, [0x76, 0x2F, 0x31, 0x01], "OpenEXR"),
        (0, "#?RADIANCE"u8.ToArray(), "Radiance HDR"),
        (0, "SIMPLE  ="u8.ToArray(), "FITS"),
        (0, "qoif"u8.ToArray(), "QOI"),
        (0, "FUJIFILMCCD-RAW"u8.ToArray(), "camera raw"),
        (0, [0x08, 0xF2, 0xA6, 0xB6], "libvips .v"),
        (0, [0xB6, 0xA6, 0xF2, 0x08], "libvips .v"),
        (0, "PK"u8.ToArray(), "ZIP"),
    ];

    /// <summary>The format, or null with what the file seems to be instead ("BMP", "text", "an unknown format").</summary>
    public static FileFormat? Detect(ReadOnlySpan<byte> head, out string seems)
    {
        seems = "";
        if (head.Length > 11 && head.Slice(4, 4).SequenceEqual("ftyp"u8))
        {
            seems = head.Slice(8, 4).SequenceEqual("crx "u8) ? "camera raw (CR3)" : "an ISO media file";
            return IsHeif(head) ? FileFormat.Heif : null;
        }

        foreach ((int offset, byte[] bytes, FileFormat format) in Known)
        {
            if (Matches(head, offset, bytes))
            {
                return format;
            }
        }

        seems = NameRefused(head);
        return null;
    }

    /// <summary>True if the container's brands promise HEVC content, which only some libvips builds decode.</summary>
    public static bool IsHevc(ReadOnlySpan<byte> head) => Brands(head).Any(brand => brand is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx");

    private static bool IsHeif(ReadOnlySpan<byte> head) =>
        IsHevc(head) || Brands(head).Any(brand => brand is "avif" or "avis" or "mif1" or "msf1");

    private static List<string> Brands(ReadOnlySpan<byte> head)
    {
        List<string> brands = [];
        int end = Math.Min(head.Length, head.Length < 12 ? 0 : head[3] + (head[2] << 8));
        for (int i = 8; i + 4 <= end; i += 4)
        {
            if (i != 12)   // the minor version stands between the major and the compatible brands
            {
                brands.Add(Encoding.Latin1.GetString(head.Slice(i, 4)));
            }
        }

        return brands;
    }

    private static string NameRefused(ReadOnlySpan<byte> head)
    {
        foreach ((int offset, byte[] bytes, string name) in Refused)
        {
            if (Matches(head, offset, bytes))
            {
                return name;
            }
        }

        string text = Encoding.Latin1.GetString(head);
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase))
        {
            return "SVG";
        }

        return text.All(c => !char.IsControl(c) || char.IsWhiteSpace(c)) ? "text" : "an unknown format";
    }

    private static bool Matches(ReadOnlySpan<byte> head, int offset, byte[] bytes) =>
        head.Length >= offset + bytes.Length && head.Slice(offset, bytes.Length).SequenceEqual(bytes);
}
