using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

public sealed class EmbeddingCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _key = EmbeddingCache.KeyOf("picture", "network");

    [Fact]
    public void Read_WhatWasWritten_ComesBack()
    {
        var cache = new EmbeddingCache(_folder.File("e"));
        cache.Write(_key, [1.5f, -2f, 3f]);

        Assert.Equal([1.5f, -2f, 3f], cache.Read(_key, 3)!);
        Assert.Null(cache.Read(_key, 4));
        Assert.Null(cache.Read(EmbeddingCache.KeyOf("picture", "other"), 3));
    }

    [Fact]
    public void Read_ChangedByte_IsNothing()
    {
        var cache = new EmbeddingCache(_folder.File("e"));
        cache.Write(_key, [1.5f, -2f, 3f]);
        string file = Assert.Single(Directory.GetFiles(_folder.File("e")));
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.Null(cache.Read(_key, 3));
    }

    [Fact]
    public void Read_FileOfOthers_IsNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are those of Unix.");
        var cache = new EmbeddingCache(_folder.File("e"));
        cache.Write(_key, [1f]);
        string file = Assert.Single(Directory.GetFiles(_folder.File("e")));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        }

        Assert.Null(cache.Read(_key, 1));
    }

    [Fact]
    public void Write_BeyondTheLimit_DropsWhatWasNotUsedForLongest()
    {
        var cache = new EmbeddingCache(_folder.File("e"), mostBytes: 90);
        cache.Write(EmbeddingCache.KeyOf("a", ""), [1f]);
        cache.Write(EmbeddingCache.KeyOf("b", ""), [2f]);
        string[] files = Directory.GetFiles(_folder.File("e"));
        File.SetLastAccessTimeUtc(files.Single(file => file.Contains(EmbeddingCache.KeyOf("b", ""), StringComparison.Ordinal)), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        cache.Write(EmbeddingCache.KeyOf("c", ""), [3f]);

        Assert.Null(cache.Read(EmbeddingCache.KeyOf("b", ""), 1));
        Assert.Equal([1f], cache.Read(EmbeddingCache.KeyOf("a", ""), 1)!);
        Assert.Equal([3f], cache.Read(EmbeddingCache.KeyOf("c", ""), 1)!);
    }

    [Theory]
    [InlineData("off", false)]
    [InlineData("", true)]
    public void Find_Variable_SwitchesItOff(string value, bool isThere) =>
        Assert.Equal(isThere, EmbeddingCache.Find(name => name == "INFILL_CACHE" ? value : name is "HOME" or "LOCALAPPDATA" ? _folder.Path : null) is not null);

    public void Dispose() => _folder.Dispose();
}
