using System.Buffers.Binary;

namespace Infill.Tests.Support;

/// <summary>Changes tags of little-endian TIFF files.</summary>
internal static class Tiff
{
    /// <summary>Sets a tag's inline value.</summary>
    public static void SetShort(Span<byte> tiff, int tag, int value)
    {
        int directory = BinaryPrimitives.ReadInt32LittleEndian(tiff[4..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(tiff[directory..]);
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = tiff.Slice(directory + 2 + (12 * i), 12);
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) == tag)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], (ushort)value);
                return;
            }
        }

        throw new ArgumentException($"The file has no tag {tag}.");
    }
}
