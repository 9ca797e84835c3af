using System.Buffers.Binary;
using Infill.Imaging;

namespace Infill.Server.Running;

/// <summary>A picture's metadata without any text: instructions hidden in it would be read by whatever model looks at the answer.</summary>
internal static class PlainMetadata
{
    private const int TableAt = 128;
    private const int EntryBytes = 12;
    private const int MostTags = 100;
    private const int IdAt = 84;
    private const int IdBytes = 16;
    private const int TextAt = 8;
    private const int DescriptionAt = 12;
    private const int RecordsAt = 16;

    /// <summary>No EXIF and no XMP; the colour profile with its texts emptied, which changes no colour; the resolution.</summary>
    public static ImageMetadata Of(ImageMetadata metadata) => metadata with
    {
        Exif = null,
        Xmp = null,
        IccProfile = metadata.IccProfile is byte[] profile ? WithoutTexts(profile) : null,
    };

    /// <summary>A copy of a profile in which every text is empty: tags of the types desc, mluc and text.</summary>
    /// <remarks>ICC.1:2022 §7.3 and §10; the type desc: ICC.1:2001-04 §6.5.17. What lies outside the profile's bounds is left as it is.</remarks>
    public static byte[] WithoutTexts(byte[] profile)
    {
        byte[] plain = [.. profile];
        if (plain.Length < TableAt + 4)
        {
            return plain;
        }

        // The profile's checksum would not be right any more; zero says that there is none.
        plain.AsSpan(IdAt, IdBytes).Clear();
        long count = Math.Min(Number(plain, TableAt), MostTags);
        for (int i = 0; i < count && TableAt + 4 + ((i + 1) * EntryBytes) <= plain.Length; i++)
        {
            int entry = TableAt + 4 + (i * EntryBytes);
            (long offset, long size) = (Number(plain, entry + 4), Number(plain, entry + 8));
            if (offset >= TableAt && size >= TextAt && offset + size <= plain.Length)
            {
                Empty(plain.AsSpan((int)offset, (int)size));
            }
        }

        return plain;
    }

    private static void Empty(Span<byte> tag)
    {
        if (tag.StartsWith("text"u8))
        {
            tag[TextAt..].Clear();
        }
        else if (tag.StartsWith("desc"u8) && tag.Length > DescriptionAt)
        {
            EmptyDescription(tag);
        }
        else if (tag.StartsWith("mluc"u8) && tag.Length > RecordsAt)
        {
            // Records of language, length and place come first; they stay.
            long records = Number(tag, TextAt);
            long begin = RecordsAt + (records * EntryBytes);
            if (begin < tag.Length)
            {
                tag[(int)begin..].Clear();
            }
        }
    }

    // The text in ASCII with its count, in Unicode with language and count, and in a script of the Macintosh.
    private static void EmptyDescription(Span<byte> tag)
    {
        long unicode = DescriptionAt + Number(tag, TextAt);
        if (unicode + TextAt > tag.Length)
        {
            tag[DescriptionAt..].Clear();
            return;
        }

        tag[DescriptionAt..(int)unicode].Clear();
        tag[((int)unicode + TextAt)..].Clear();
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
