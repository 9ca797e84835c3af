using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Storage;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Storage;

public sealed class FolderBlobStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutAsync_SameContentTwice_IsOneFileNamedByItsHash()
    {
        using var store = new Store();
        using BlobHold first = await store.PutAsync("content"), second = await store.PutAsync("content");

        Assert.Equal(Sha256.Hash("content"u8), first.Sha256);
        Assert.Equal((first.Sha256, 7L), (second.Sha256, second.Bytes));
        Assert.Equal([first.Sha256], store.Blobs.List());
        using var reader = new StreamReader(store.Blobs.Open(first.Sha256));
        Assert.Equal("content", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task PutAsync_BeyondTheLimitOrRefusedByTheLook_LeavesNothing()
    {
        using var store = new Store();
        using var content = new MemoryStream(new byte[100]);

        ImageFileException tooLong = await Assert.ThrowsAsync<ImageFileException>(() => store.Blobs.PutAsync(content, 99, inspect: null, Token));
        content.Position = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Blobs.PutAsync(content, 100, _ => throw new InvalidDataException(), Token));

        Assert.True(tooLong.IsLimit);
        Assert.DoesNotContain(Directory.EnumerateFiles(store.Path, "*", SearchOption.AllDirectories), path => !Path.GetFileName(path).StartsWith("jobs.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Remove_HeldFile_StaysUntilEveryoneLetsGo()
    {
        using var store = new Store();
        BlobHold first = await store.PutAsync("x"), second = await store.PutAsync("x");

        first.Dispose();
        first.Dispose();
        store.Blobs.Remove(second.Sha256);
        Assert.Single(store.Blobs.List());

        second.Dispose();
        store.Blobs.Remove(second.Sha256);
        Assert.Empty(store.Blobs.List());
    }

    [Theory]
    [InlineData("../jobs.db")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")]
    [InlineData("..............................................................//")]
    public void Open_WhatIsNoHash_IsNotThere(string name)
    {
        using var store = new Store();

        Assert.Throws<FileNotFoundException>(() => store.Blobs.Open(name));
    }

    [Fact]
    public async Task Open_Folder_RemovesWhatADeadProcessLeftHalfWritten()
    {
        using var store = new Store();
        using BlobHold whole = await store.PutAsync("whole");
        string half = Path.Combine(store.Path, "incoming", "half");
        File.WriteAllText(half, "ha");

        var again = new FolderBlobStore(store.Path);
        Assert.True(File.Exists(half));
        again.Prepare();

        Assert.False(File.Exists(half));
        Assert.Equal([whole.Sha256], again.List());
    }

    [Fact]
    public async Task Folder_IsForItsUserOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        using var store = new Store();
        using BlobHold hold = await store.PutAsync("x");

        UnixFileMode mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Path.Combine(store.Path, "blobs"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }
}
