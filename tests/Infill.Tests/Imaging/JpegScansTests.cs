using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

/// <summary>The quick count of scans against its definition, byte by byte.</summary>
public sealed class JpegScansTests
{
    [Fact]
    public void Count_AnyBytes_IsTheDefinition()
    {
        byte[] usual = [0xFF, 0xDA, 0xD9, 0x00, 0xC4, 0xD3, 0x01, 0x02, 0x04];
        Gen<byte> value = Gen.Frequency((5, Gen.Int[0, usual.Length - 1].Select(i => usual[i])), (1, Gen.Byte));

        Gen.Select(value.Array[0, 300], Gen.Int[1, 20]).Sample((bytes, limit) =>
        {
            using var stream = new MemoryStream(bytes);
            Assert.Equal(Define(bytes, limit), JpegScans.Count(stream, limit));
        });
    }

    [Theory]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void Count_MarkerAcrossBlocks_IsFound(int before)
    {
        byte[] file = [0xFF, 0xD8, .. new byte[before - 2], 0xFF, 0xDA, 0, 2, 1, 0xFF, 0xD9, 0xFF, 0xDA, 0, 2];
        using var stream = new MemoryStream(file);

        Assert.Equal(1, JpegScans.Count(stream, 5));
    }

    private static int Define(byte[] bytes, int limit)
    {
        int scans = 0;
        int at = 2;
        while (scans <= limit && NextMarker(bytes, ref at) is int marker && marker != 0xD9)
        {
            scans += marker == 0xDA ? 1 : 0;
            int length = at + 2 <= bytes.Length ? (bytes[at] << 8) | bytes[at + 1] : 0;
            at += 2 + Math.Max(0, length - 2);
        }

        return scans;
    }

    private static int? NextMarker(byte[] bytes, ref int at)
    {
        for (; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0 or 1 or 0xFF or (>= 0xD0 and <= 0xD8)))
            {
                at += 2;
                return bytes[at - 1];
            }
        }

        return null;
    }
}
