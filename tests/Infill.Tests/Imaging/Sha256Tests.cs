using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Hash_ExamplesOfTheStandard_AreAsPublished(string text, string expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);

        Assert.Equal(expected, HashWithout(bytes, cuts: []));
        Assert.Equal(expected, Sha256.Hash(bytes));
    }

    // 300 bytes pass every place where the padding starts a new block.
    [Fact]
    public void Append_AnyBytesInAnyPieces_IsTheFrameworksHash() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 300].Array[0, 5]).Sample((bytes, cuts) =>
        {
            string expected = Convert.ToHexStringLower(SHA256.HashData(bytes));

            Assert.Equal(expected, HashWithout(bytes, cuts));
            Assert.Equal(expected, Sha256.Hash(bytes));
        });

    [Fact]
    public void Hash_OfAStream_StartsAtItsPositionAndReadsPastTheBuffer()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_001).Select(i => (byte)(i * 31 >> 3))];
        using var stream = new MemoryStream(bytes) { Position = 7 };

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(7))), Sha256.Hash(stream));
        Assert.True(stream.CanRead);
    }

    private static string HashWithout(byte[] bytes, int[] cuts)
    {
        using var hash = new Sha256(useFramework: false);
        int done = 0;
        foreach (int cut in cuts.Select(c => Math.Min(c, bytes.Length)).Order())
        {
            hash.Append(bytes.AsSpan(done, cut - done));
            done = cut;
        }

        hash.Append(bytes.AsSpan(done));
        return hash.Finish();
    }
}
