using System.Formats.Tar;
using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Store.Bundles;

namespace Infill.Tests.Onnx.Store;

/// <summary>Archives are walked over before .NET's reader sees them.</summary>
public sealed class TarGuardTests
{
    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Require_ArchiveOfFiles_PassesAndIsSetBack(TarEntryFormat format)
    {
        using MemoryStream archive = Archive(format, ("a", 0), ("b/c", 511), ("d", 512), ("e", 513));

        TarGuard.Require(archive, "x.tar");

        Assert.Equal(0, archive.Position);
        Assert.True(TarGuard.IsArchive(archive.ToArray().AsSpan(0, 512)));
    }

    [Fact]
    public void Require_AnyBytes_EndsWithOrWithoutAnError() => Gen.Byte.Array[0, 4096].Sample(bytes =>
    {
        using var archive = new MemoryStream(bytes);
        Exception? error = Record.Exception(() => TarGuard.Require(archive, "x.tar"));
        Assert.True(error is null or ModelException, error?.ToString());
    }, iter: 500);

    [Theory]
    [InlineData("00000000777\0", true)]
    [InlineData("000000010000", false)]
    [InlineData("77777777777\0", false)]
    [InlineData("-0000000001\0", false)]
    [InlineData("0000000x000\0", false)]
    [InlineData("            ", true)]
    public void Require_Size_MustBeOctalAndThere(string size, bool passes)
    {
        byte[] tar = Header('0', System.Text.Encoding.ASCII.GetBytes(size));

        Assert.Equal(passes, Record.Exception(() => TarGuard.Require(new MemoryStream(tar), "x.tar")) is null);
    }

    [Theory]
    [InlineData(0x200L, true)]
    [InlineData(0x201L, true)]
    [InlineData(0x1000L, false)]
    [InlineData(long.MaxValue, false)]
    public void Require_SizeAsANumber_MustBeThere(long size, bool passes)
    {
        byte[] field = new byte[12];
        field[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(field.AsSpan(4), size);
        byte[] tar = Header('0', field);

        Assert.Equal(passes, Record.Exception(() => TarGuard.Require(new MemoryStream(tar), "x.tar")) is null);
    }

    [Theory]
    [InlineData(0x81, 0)]
    [InlineData(0x80, 0xFF)]
    [InlineData(0xFF, 0xFF)]
    public void Require_SizeBeyondAllNumbers_IsRefused(int first, int rest)
    {
        byte[] field = [.. Enumerable.Repeat((byte)rest, 12)];
        field[0] = (byte)first;

        Assert.Throws<ModelException>(() => TarGuard.Require(new MemoryStream(Header('0', field)), "x.tar"));
    }

    [Theory]
    [InlineData('1', "", false)]
    [InlineData('2', "", false)]
    [InlineData('5', "", false)]
    [InlineData('5', "5g", true)]
    [InlineData('g', "5g", true)]
    [InlineData('2', "5g", false)]
    [InlineData('L', "", false)]
    [InlineData('S', "", false)]
    public void Require_Kind_IsAFileOrWhatIsAllowed(char kind, string more, bool passes)
    {
        byte[] tar = Header(kind, "00000000000\0"u8.ToArray());

        Assert.Equal(passes, Record.Exception(() => TarGuard.Require(new MemoryStream(tar), "x.tar", more)) is null);
    }

    [Fact]
    public void Require_AttributesOfAMegabyte_AreRefused()
    {
        byte[] tar = new byte[2 << 20];
        Header('x', "00004000000\0"u8.ToArray()).AsSpan(0, 512).CopyTo(tar);

        Assert.Contains("hostile", Assert.Throws<ModelException>(() => TarGuard.Require(new MemoryStream(tar), "x.tar")).Message, StringComparison.Ordinal);
    }

    /// <summary>A header, and 1024 bytes behind it.</summary>
    private static byte[] Header(char kind, byte[] size)
    {
        byte[] tar = new byte[512 + 1024];
        tar[0] = (byte)'n';
        size.CopyTo(tar, 124);
        tar[156] = (byte)kind;
        "ustar"u8.CopyTo(tar.AsSpan(257));
        return tar;
    }

    private static MemoryStream Archive(TarEntryFormat format, params (string Name, int Size)[] files)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach ((string name, int size) in files)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(new byte[size]);
                tar.WriteEntry(entry);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
