using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Jobs;
using Infill.Server.Pyramids;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Pyramids;

/// <summary>Working copies are made once, and never take more room than they may.</summary>
public sealed class WorkingCopiesTests
{
    private const long OneCopy = 40 * 30 * 3;

    [Fact]
    public async Task Read_ManyAtOnce_DecodesOnce()
    {
        using var scene = new Scene(long.MaxValue);
        string picture = await scene.PutAsync(1);

        string[] hashes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Copies.ReadAsync(picture, copy => copy.ReadLevel(0).ComputeHash())));

        Assert.Equal(Pictures.Noise(40, 30, seed: 1).ComputeHash(), Assert.Single(hashes.Distinct()));
        Assert.Equal(1, scene.Copies.Made);
    }

    [Fact]
    public async Task Read_MoreThanThereIsRoomFor_DropsTheOneUnusedLongest()
    {
        using var scene = new Scene(2 * OneCopy);
        string[] pictures = [await scene.PutAsync(1), await scene.PutAsync(2), await scene.PutAsync(3)];

        await scene.LookAsync(pictures[0]);
        await scene.LookAsync(pictures[1]);
        await scene.LookAsync(pictures[0]);
        await scene.LookAsync(pictures[2]);
        Assert.Equal(3, scene.Copies.Made);
        Assert.InRange(scene.Copies.Bytes, 1, 2 * OneCopy);

        await scene.LookAsync(pictures[0]);
        Assert.Equal(3, scene.Copies.Made);
        await scene.LookAsync(pictures[1]);
        Assert.Equal(4, scene.Copies.Made);
        Assert.Equal(2, scene.Files);
    }

    [Fact]
    public async Task Read_PictureThatIsNone_FailsAndIsTriedAgain()
    {
        using var scene = new Scene(long.MaxValue);
        string text = await scene.PutTextAsync("no picture");

        await Assert.ThrowsAsync<ImageFileException>(() => scene.LookAsync(text));
        await Assert.ThrowsAsync<ImageFileException>(() => scene.LookAsync(text));

        Assert.Equal((2, 0), (scene.Copies.Made, scene.Files));
    }

    [Fact]
    public async Task Forget_PictureOrUnused_RemovesTheFile()
    {
        using var scene = new Scene(long.MaxValue);
        string first = await scene.PutAsync(1), second = await scene.PutAsync(2);
        await scene.LookAsync(first);
        await scene.LookAsync(second);

        scene.Copies.Forget(first);
        Assert.Equal(1, scene.Files);
        scene.Copies.ForgetUnused(TimeSpan.FromHours(1));
        Assert.Equal(1, scene.Files);
        scene.Copies.ForgetUnused(TimeSpan.FromTicks(-1));
        Assert.Equal(0, scene.Files);
        await scene.LookAsync(first);
        Assert.Equal(3, scene.Copies.Made);
    }

    private sealed class Scene : IDisposable
    {
        private readonly Store _store = new();
        private readonly JobCheck _check;

        public Scene(long mostBytes)
        {
            _check = new JobCheck(new RequestMaker(_store.Blobs, LoadOptions.Default, new OwnDecoder()), BuiltInEngines.CreateCatalog(), new DiscProposer());
            Copies = new WorkingCopies(Folder, _check, TimeProvider.System, mostBytes);
            Copies.Prepare();
        }

        public WorkingCopies Copies { get; }

        public int Files => Directory.GetFiles(Folder).Length;

        private string Folder => Path.Combine(_store.Path, "tiles");

        public async Task<string> PutAsync(int seed)
        {
            using BlobHold hold = await _store.Blobs.PutAsync(new MemoryStream(TestServer.Photo(40, 30, seed)), 1 << 20, inspect: null, TestServer.Token);
            return hold.Sha256;
        }

        public async Task<string> PutTextAsync(string text)
        {
            using BlobHold hold = await _store.PutAsync(text);
            return hold.Sha256;
        }

        public Task<PixelSize> LookAsync(string picture) => Copies.ReadAsync(picture, copy => copy.ReadLevel(0).Size);

        public void Dispose()
        {
            _check.Dispose();
            _store.Dispose();
        }
    }
}
