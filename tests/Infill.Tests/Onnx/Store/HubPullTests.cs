using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.Store;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>What a pull leaves in the cache, and what it asks for.</summary>
public sealed class HubPullTests
{
    private static readonly string[] Part = ["README.md", "config.json", "diffusion_pytorch_model.safetensors"];

    [Fact]
    public void Pull_Model_LiesAsOtherToolsExpectIt()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();

        StoredModel model = hub.Pull(cache.Path);

        StoreAssert.Holds(model, hub.Files, Part);
        string folder = cache.File("models--org--tiny");
        Assert.Equal(TestHub.Commit, File.ReadAllText(Path.Combine(folder, "refs/main")));
        Assert.Equal($"../../blobs/{TestHub.HashOf(hub.Files["config.json"])}", new FileInfo(Path.Combine(folder, "snapshots", TestHub.Commit, "config.json")).LinkTarget);
        Assert.Equal(Part.Select(name => TestHub.HashOf(hub.Files[name])).Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.Combine(folder, "blobs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(("org/tiny", "mit", "part"), (model.Id, model.Licence, model.Form));
        Assert.Equal(model.Path, HubSnapshot.Resolve(folder));
    }

    [Fact]
    public void Pull_Again_LoadsNothingAgain()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Pull(cache.Path);
        int before = hub.Downloads.Length;

        hub.Pull(cache.Path);

        Assert.Equal((3, 3), (before, hub.Downloads.Length));
    }

    [Fact]
    public void Pull_WithoutLinks_CopiesAndTheBlobsStay()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();

        StoredModel model = hub.Pull(cache.Path, options: new PullOptions { UsesLinks = false });

        StoreAssert.Holds(model, hub.Files, Part);
        Assert.All(model.Files, file => Assert.Null(new FileInfo(Path.Combine(model.Path, file.Name)).LinkTarget));
        hub.Pull(cache.Path);
        Assert.All(model.Files, file => Assert.NotNull(new FileInfo(Path.Combine(model.Path, file.Name)).LinkTarget));
    }

    [Theory]
    [InlineData("org/tiny@v1", "/api/models/org/tiny/revision/v1?blobs=true", "refs/v1")]
    [InlineData("org/tiny@refs/pr/1", "/api/models/org/tiny/revision/refs%2Fpr%2F1?blobs=true", "refs/refs/pr/1")]
    [InlineData($"org/tiny@{TestHub.Commit}", $"/api/models/org/tiny/revision/{TestHub.Commit}?blobs=true", null)]
    public void Pull_Revision_IsAskedForAndRemembered(string id, string path, string? reference)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();

        hub.Pull(cache.Path, id);

        Assert.Equal(path, hub.Requests[0].Path);
        Assert.False(File.Exists(cache.File("models--org--tiny/refs/main")));
        Assert.Equal(reference is not null, reference is not null && File.Exists(cache.File($"models--org--tiny/{reference}")));
        Assert.NotNull(new ModelStore(cache.Path).Find(ModelId.Parse(id)));
    }

    [Fact]
    public void Pull_SubfolderWithUnusualName_IsEscapedInTheAddress()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.Files["my models/50%+ä.safetensors"] = new byte[2000];

        StoredModel model = hub.Pull(cache.Path, "org/tiny:my models/50%+ä.safetensors");

        Assert.Equal($"/org/tiny/resolve/{TestHub.Commit}/my%20models/50%25%2B%C3%A4.safetensors", hub.Downloads[0].Path);
        StoreAssert.Holds(model, hub.Files, "my models/50%+ä.safetensors");
    }

    [Fact]
    public void Pull_EmptyAndEqualFiles_AreStoredOnce()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Files["README.md"] = [];
        hub.Files["LICENSE"] = [];

        StoredModel model = hub.Pull(cache.Path);

        StoreAssert.Holds(model, hub.Files, [.. Part, "LICENSE"]);
        Assert.Equal(3, Directory.GetFiles(cache.File("models--org--tiny/blobs")).Length);
    }

    [Fact]
    public void Pull_Progress_NeverFallsAndEndsWithAll()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart(600_000);
        var steps = new List<PullProgress>();

        hub.Pull(cache.Path, progress: new Sink(steps.Add));

        Assert.Equal(steps.OrderBy(step => step.Bytes), steps);
        Assert.Equal((steps[^1].TotalBytes, 3, 3), (steps[^1].Bytes, steps[^1].Files, steps[^1].TotalFiles));
        Assert.Equal(Part.Sum(name => (long)hub.Files[name].Length), steps[^1].TotalBytes);
    }

    [Fact]
    public async Task Pull_SeveralAtATime_LoadEveryFileOnce()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart(300_000);

        StoredModel[] models = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => hub.Pull(cache.Path))));

        Assert.All(models, model => StoreAssert.Holds(model, hub.Files, Part));
        Assert.Equal(3, hub.Downloads.Length);
        StoreAssert.NothingWrongHasItsName(cache.Path);
    }

    [Fact]
    public void Pull_Redirected_LoadsFromThereAndOnlyTheEndpointLearnsTheToken()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Answer = request => request.Path.StartsWith("/org/tiny/resolve/", StringComparison.Ordinal) ? HubAnswer.Text(302, "", ("Location", request.Path.Replace("/org/tiny/resolve/", "/cdn/", StringComparison.Ordinal)))
            : request.Path.StartsWith("/cdn/", StringComparison.Ordinal) ? TestHub.Content(request, hub.Files[Path.GetFileName(request.Path)])
            : null;

        StoreAssert.Holds(hub.Pull(cache.Path, hub: hub.Options with { Token = "hf_secret" }), hub.Files, Part);

        Assert.All(hub.Requests, request => Assert.Equal("Bearer hf_secret", request.Token));
    }

    [Fact]
    public void Pull_RedirectedToAnotherHost_DoesNotTakeTheTokenAlong()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        int port = new Uri(hub.Endpoint).Port;

        // Another name of the same server: it is another host all the same, and local, so it is not even connected to.
        hub.Answer = request => request.IsListing ? null : HubAnswer.Text(307, "", ("Location", $"http://localhost:{port}{request.Path}"));

        Assert.Throws<ModelException>(() => hub.Pull(cache.Path, hub: hub.Options with { Token = "hf_secret" }));

        Assert.All(hub.Requests, request => Assert.StartsWith("127.0.0.1", request.Headers["host"], StringComparison.Ordinal));
    }

    [Fact]
    public void Pull_RedirectedToAnAllowedHost_LoadsThereWithoutTheToken()
    {
        using TestHub? other = TryOpen(System.Net.IPAddress.Parse("127.0.0.2"), 80);
        Assert.SkipWhen(other is null, "Needs the right to listen at port 80.");
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Answer = request => request.IsListing ? null : HubAnswer.Text(302, "", ("Location", $"http://127.0.0.2{request.Path}"));
        foreach ((string name, byte[] content) in hub.Files)
        {
            other.Files[name] = content;
        }

        StoreAssert.Holds(hub.Pull(cache.Path, hub: hub.Options with { Token = "hf_secret", MayConnect = _ => true }), hub.Files, Part);

        Assert.Equal(3, other.Requests.Length);
        Assert.All(other.Requests, request => Assert.Null(request.Token));
        Assert.All(hub.Requests, request => Assert.Equal("Bearer hf_secret", request.Token));
    }

    [Fact]
    public void Pull_RedirectedInACircle_StopsAfterThree()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.Answer = request => HubAnswer.Text(302, "", ("Location", request.Path + "x"));

        Assert.Contains("more than 3 times", Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(4, hub.Requests.Length);
    }

    private static TestHub? TryOpen(System.Net.IPAddress address, int port)
    {
        try
        {
            return new TestHub(address, port);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    private sealed class Sink(Action<PullProgress> take) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => take(value);
    }
}
