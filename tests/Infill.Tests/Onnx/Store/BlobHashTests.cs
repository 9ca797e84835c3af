using System.Security.Cryptography;
using CsCheck;
using Infill.Onnx.Store;

// Git's hash is what it is; no secret hangs on it.
#pragma warning disable CA5350

namespace Infill.Tests.Onnx.Store;

public sealed class BlobHashTests
{
    [Theory]
    [InlineData("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [InlineData("hello world\n", "3b18e512dba79e4c8300dd08aeb37f8e728b8dad")]
    public void For_NameOf40Digits_IsGitsName(string text, string expected)
    {
        byte[] content = System.Text.Encoding.ASCII.GetBytes(text);
        using BlobHash hash = BlobHash.For(expected, content.Length);

        hash.Append(content);

        Assert.Equal(expected, hash.Finish());
    }

    [Fact]
    public void Sha1_AnyBytesInAnyPieces_IsTheFrameworksHash() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 130]).Sample((content, piece) =>
        {
            var hash = new Sha1();
            for (int at = 0; at < content.Length; at += piece)
            {
                hash.Append(content.AsSpan(at, Math.Min(piece, content.Length - at)));
            }

            Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(content)), hash.Finish());
        });

    [Theory]
    [InlineData("3b18e512dba79e4c8300dd08aeb37f8e728b8dad", true)]
    [InlineData("3B18E512DBA79E4C8300DD08AEB37F8E728B8DAD", false)]
    [InlineData("3b18e512dba79e4c8300dd08aeb37f8e728b8da", false)]
    [InlineData("../../../../../../../../../etc/passwd123", false)]
    [InlineData("", false)]
    public void IsName_OnlyHashesInLowerHex(string name, bool expected) => Assert.Equal(expected, BlobHash.IsName(name));
}
