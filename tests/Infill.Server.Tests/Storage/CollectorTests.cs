using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Storage;

public sealed class CollectorTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Sweep_FilesThatNothingNames_GoAndOthersStay()
    {
        using var store = new Store();
        string named = await PutAsync(store, "named"), orphan = await PutAsync(store, "orphan");
        using BlobHold held = await store.PutAsync("held");
        store.Jobs.Accept(Store.New() with { Spec = new JobSpec { Workflow = JobWorkflow.Extend, Image = named } });

        Assert.Equal(2, store.Collector(Day).Sweep());

        Assert.Equal(new[] { named, held.Sha256 }.Order(StringComparer.Ordinal), store.Blobs.List().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(orphan, store.Blobs.List());
    }

    [Fact]
    public async Task Sweep_AfterTheRetention_ForgetsEndedJobsAndPicturesWithTheirFiles()
    {
        using var store = new Store();
        string file = await PutAsync(store, "a picture");
        var pictures = store.Pictures;
        pictures.Add(Picture(file, store.Clock.GetUtcNow()));
        string ended = store.Accept().Id, living = store.Accept().Id;
        store.Jobs.Cancel(ended);

        store.Clock.Pass(Day - TimeSpan.FromMinutes(1));
        store.Collector(Day).Sweep();
        Assert.NotNull(store.Jobs.Find(ended));
        Assert.NotNull(pictures.FindPicture("p"));

        store.Clock.Pass(TimeSpan.FromMinutes(2));
        store.Collector(Day).Sweep();
        Assert.Null(store.Jobs.Find(ended));
        Assert.Null(pictures.FindPicture("p"));
        Assert.NotNull(store.Jobs.Find(living));
        Assert.Empty(store.Blobs.List());
    }

    [Fact]
    public async Task Forget_FileThatARowNames_Stays()
    {
        using var store = new Store();
        string named = await PutAsync(store, "named"), unnamed = await PutAsync(store, "unnamed");
        store.Pictures.Add(Picture(named, store.Clock.GetUtcNow()));

        store.Collector(Day).Forget([named, unnamed]);

        Assert.Equal([named], store.Blobs.List());
    }

    [Fact]
    public async Task RemovePicture_WhileAJobUsesItsFile_KeepsTheFile()
    {
        using var store = new Store();
        string file = await PutAsync(store, "shared");
        var pictures = store.Pictures;
        pictures.Add(Picture(file, store.Clock.GetUtcNow()));
        store.Jobs.Accept(Store.New() with { Spec = new JobSpec { Workflow = JobWorkflow.Extend, Image = file } });

        Assert.True(pictures.RemovePicture("p"));
        Assert.False(pictures.RemovePicture("p"));
        store.Collector(Day).Sweep();

        Assert.Equal([file], store.Blobs.List());
    }

    private static async Task<string> PutAsync(Store store, string text)
    {
        using BlobHold hold = await store.PutAsync(text);
        return hold.Sha256;
    }

    private static StoredPicture Picture(string file, DateTimeOffset created) => new()
    {
        Id = "p",
        Owner = "alice",
        Sha256 = file,
        Bytes = 1,
        Header = new ImageHeader(FileFormat.Png, new PixelSize(3, 4), new PixelFormat(ColorModel.Rgb, false, 8), 1, 1),
        Created = created,
    };
}
