using System.Buffers.Binary;
using System.Text;

namespace Infill.Server.Mcp;

/// <summary>The description of a colour profile. Whatever does not fit is passed over.</summary>
/// <remarks>Source: ICC.1:2022, tables of tags at byte 128; "desc" of version 2 is ASCII, of version 4 "mluc" in UTF-16.</remarks>
internal static class ProfileText
{
    private const int TableAt = 128;
    private const int EntryBytes = 12;
    private const int MostTags = 100;
    private const int MostBytes = 1024;

    /// <summary>One pair, or none.</summary>
    /// <param name="profile">The profile, or null.</param>
    public static IReadOnlyList<(string Name, string Text)> Read(byte[]? profile) =>
        profile is not null && Find(profile) is { Length: > 0 } text ? [("profile", text)] : [];

    private static string? Find(ReadOnlySpan<byte> profile)
    {
        if (profile.Length < TableAt + 4)
        {
            return null;
        }

        int tags = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(profile[TableAt..]), MostTags);
        for (int i = 0; i < tags && TableAt + 4 + ((i + 1) * EntryBytes) <= profile.Length; i++)
        {
            ReadOnlySpan<byte> entry = profile.Slice(TableAt + 4 + (i * EntryBytes), EntryBytes);
            uint at = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), bytes = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            if (entry.StartsWith("desc"u8) && at < profile.Length && bytes <= profile.Length - at)
            {
                return Text(profile.Slice((int)at, (int)bytes));
            }
        }

        return null;
    }

    private static string? Text(ReadOnlySpan<byte> tag)
    {
        if (tag.StartsWith("desc"u8) && tag.Length > 12)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(tag[8..]), Math.Min(MostBytes, tag.Length - 12));
            return Encoding.Latin1.GetString(tag.Slice(12, length)).Trim('\0', ' ');
        }

        if (tag.StartsWith("mluc"u8) && tag.Length >= 28)
        {
            uint bytes = BinaryPrimitives.ReadUInt32BigEndian(tag[20..]), at = BinaryPrimitives.ReadUInt32BigEndian(tag[24..]);
            return at < tag.Length && bytes <= tag.Length - at ? Encoding.BigEndianUnicode.GetString(tag.Slice((int)at, (int)Math.Min(bytes, MostBytes))).Trim('\0', ' ') : null;
        }

        return null;
    }
}
