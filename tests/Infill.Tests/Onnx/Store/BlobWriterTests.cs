using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Store;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>A blob under its name is whole, however it was written.</summary>
public sealed class BlobWriterTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly byte[] _content = new byte[5000];
    private readonly ModelPlace _place;
    private readonly BlobFile _blob;

    public BlobWriterTests()
    {
        new Random(3).NextBytes(_content);
        _place = new ModelPlace(_cache.Path, "org/x");
        _blob = new BlobFile("x.safetensors", TestHub.HashOf(_content), _content.Length);
    }

    private string Final => _place.BlobOf(_blob.Hash);

    [Fact]
    public void Write_BrokenOffAnywhere_GoesOnToTheSameContent() =>
        Gen.Int[0, 5000].Array[0, 6].Sample(stops =>
        {
            foreach (int stop in stops.Order())
            {
                using BlobWriter begun = Open();
                begun.Append(_content.AsSpan((int)begun.Length, stop - (int)begun.Length));
                Assert.False(File.Exists(Final));
            }

            using (BlobWriter writer = Open())
            {
                Assert.Equal(stops.DefaultIfEmpty(0).Max(), writer.Length);
                writer.Append(_content.AsSpan((int)writer.Length));
                writer.Finish();
            }

            Assert.Equal(_content, File.ReadAllBytes(Final));
            File.SetAttributes(Final, FileAttributes.Normal);
            File.Delete(Final);
        }, iter: 30, threads: 1);

    [Fact]
    public void Append_MoreThanWasAnnounced_IsRefusedAndNotWritten()
    {
        using BlobWriter writer = Open();
        writer.Append(_content);

        Assert.Contains("more than the 5,000 bytes", Assert.Throws<ModelException>(() => writer.Append([0])).Message, StringComparison.Ordinal);
        Assert.Equal(5000, writer.Length);
    }

    [Fact]
    public void Finish_TooShort_KeepsTheBeginning()
    {
        using (BlobWriter writer = Open())
        {
            writer.Append(_content.AsSpan(0, 10));
            Assert.Contains("10 bytes instead of 5,000", Assert.Throws<ModelException>(writer.Finish).Message, StringComparison.Ordinal);
        }

        Assert.Equal(_content[..10], File.ReadAllBytes(Final + ".incomplete"));
        Assert.False(File.Exists(Final));
    }

    [Fact]
    public void Finish_OtherContent_IsPutAside()
    {
        using (BlobWriter writer = Open())
        {
            writer.Append(new byte[5000]);
            Assert.Contains("put aside", Assert.Throws<ModelException>(writer.Finish).Message, StringComparison.Ordinal);
        }

        Assert.Equal([Path.GetFileName(Final) + ".damaged"], Directory.EnumerateFiles(_place.Blobs).Select(Path.GetFileName));
    }

    [Fact]
    public void Restart_AfterWrongBytes_TakesTheRightOnes()
    {
        using BlobWriter writer = Open();
        writer.Append(new byte[4000]);

        writer.Restart();
        writer.Append(_content);
        writer.Finish();

        Assert.Equal(_content, File.ReadAllBytes(Final));
    }

    [Fact]
    public void Finish_Blob_IsProtectedFromWriting()
    {
        using BlobWriter writer = Open();
        writer.Append(_content);
        writer.Finish();

        Assert.True(File.GetAttributes(Final).HasFlag(FileAttributes.ReadOnly));
    }

    [Fact]
    public void Open_LinkInPlaceOfTheBeginning_IsNotWrittenThrough()
    {
        string outside = _cache.Write("precious", [1, 2, 3]);
        Directory.CreateDirectory(_place.Blobs);
        File.CreateSymbolicLink(Final + ".incomplete", outside);

        using (BlobWriter writer = Open())
        {
            writer.Append(_content);
            writer.Finish();
        }

        Assert.Equal([1, 2, 3], File.ReadAllBytes(outside));
        Assert.Equal(_content, File.ReadAllBytes(Final));
    }

    [Fact]
    public void Take_UnknownHash_IsNamedByItAndLeavesNothingElse()
    {
        BlobFile taken = BlobIntake.Take(_place, new MemoryStream(_content), "x", null, CancellationToken.None);

        Assert.Equal((_blob.Hash, 5000), (taken.Hash, taken.Size));
        Assert.Equal(_content, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_place.Blobs))));
    }

    [Fact]
    public void Take_StreamThatBreaks_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => BlobIntake.Take(_place, new MemoryStream(_content), "x", null, cancelled.Token));
        Assert.Empty(Directory.GetFiles(_place.Blobs));
    }

    [Fact]
    public async Task Lock_TakenTwice_WaitsForTheFirst()
    {
        BlobLock first = await BlobLock.TakeAsync(_place, "a", CancellationToken.None);
        Task<BlobLock> second = BlobLock.TakeAsync(_place, "a", CancellationToken.None);
        using BlobLock other = await BlobLock.TakeAsync(_place, "b", CancellationToken.None);
        await Task.Delay(250);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using BlobLock taken = await second.WaitAsync(TimeSpan.FromSeconds(30));
        using var patience = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BlobLock.TakeAsync(_place, "a", patience.Token));
    }

    public void Dispose() => _cache.Dispose();

    private BlobWriter Open() => BlobWriter.Open(_place, _blob, CancellationToken.None);
}
