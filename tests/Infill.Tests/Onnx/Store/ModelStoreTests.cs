using Infill.Onnx;
using Infill.Onnx.Store;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>Listing, finding, verifying and removing.</summary>
public sealed class ModelStoreTests
{
    private const string Other = "fedcba9876543210fedcba9876543210fedcba98";

    [Fact]
    public void List_CacheOfAnotherTool_IsFound()
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", Other, "main", ("unet/config.json", "{}"), ("model_index.json", "{}"), ("README.md", "---\nlicense: mit\n---\n"));
        Directory.CreateDirectory(cache.File("datasets--a--b/snapshots/x"));
        Directory.CreateDirectory(cache.File("models--empty--one"));
        Directory.CreateDirectory(cache.File(".locks"));
        File.WriteAllText(cache.File("version.txt"), "1");

        StoredModel model = Assert.Single(new ModelStore(cache.Path).List());

        Assert.Equal(("a/b", Other, "diffusers", "mit", true), (model.Id, model.Commit, model.Form, model.Licence, model.IsWhole));
        Assert.Equal(["README.md", "model_index.json", "unet/config.json"], model.Files.Select(file => file.Name));
    }

    [Fact]
    public void List_RefsThatAreGoneWhenRead_IsWithoutThem()
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", Other, "main", ("x.json", "1"));
        string refs = cache.File("models--a--b/refs");

        // A link to nothing is listed and cannot be read, as a file that a pull beside this renames meanwhile.
        File.CreateSymbolicLink(Path.Combine(refs, "v1"), Path.Combine(refs, "nowhere"));
        File.CreateSymbolicLink(Path.Combine(refs, ".infill-1-2.tmp"), Path.Combine(refs, "nowhere"));

        Assert.Equal(["main"], Assert.Single(new ModelStore(cache.Path).List()).Refs);
    }

    [Fact]
    public void List_NoCache_IsEmpty() => Assert.Empty(new ModelStore("/nonexistent/hub").List());

    [Theory]
    [InlineData("a/b", TestHub.Commit)]
    [InlineData("a/b@v2", Other)]
    [InlineData("a/b@fedcba9", Other)]
    [InlineData($"a/b@{Other}", Other)]
    [InlineData("a/b@fedcba", null)]
    [InlineData("a/b@v3", null)]
    [InlineData("a/c", null)]
    public void Find_Revision_IsTheOneThatIsMeant(string id, string? commit)
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", TestHub.Commit, "main", ("x.json", "1"));
        AddRevision(cache, "models--a--b", Other, "v2", ("x.json", "2"));

        Assert.Equal(commit, new ModelStore(cache.Path).Find(ModelId.Parse(id))?.Commit);
    }

    [Fact]
    public void Require_RevisionThatIsNotThere_NamesThoseThatAre()
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", Other, "v2", ("x.json", "2"));

        ModelException error = Assert.Throws<ModelException>(() => new ModelStore(cache.Path).Require(ModelId.Parse("a/b@v3")));

        Assert.Equal(ModelFault.Missing, error.Fault);
        Assert.Contains($"{Other} (v2)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("x/../../../outside")]
    [InlineData("")]
    public void List_ReferenceThatLeadsOut_IsIgnored(string commit)
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", Other, "main", ("x.json", "2"));
        File.WriteAllText(cache.File("models--a--b/refs/evil"), commit);

        Assert.Equal(["main"], new ModelStore(cache.Path).List().Single().Refs);
    }

    [Fact]
    public void Verify_SoundModel_IsWhole()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Pull(cache.Path);

        IReadOnlyList<BlobVerdict> verdicts = new ModelStore(cache.Path).Verify("org/tiny");

        Assert.Equal(3, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal(BlobState.Whole, verdict.State));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("diffusion_pytorch_model.safetensors")]
    public void Verify_OneBitChanged_IsPutAsideAndNamedAndLoadedAgain(string name)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        StoredModel model = hub.Pull(cache.Path);
        string blob = cache.File($"models--org--tiny/blobs/{TestHub.HashOf(hub.Files[name])}");
        File.SetAttributes(blob, FileAttributes.Normal);
        byte[] bytes = File.ReadAllBytes(blob);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(blob, bytes);
        var store = new ModelStore(cache.Path);

        BlobVerdict verdict = Assert.Single(store.Verify("org/tiny"), v => v.State != BlobState.Whole);

        Assert.Equal((BlobState.Damaged, blob + ".damaged", name), (verdict.State, verdict.PutAside, verdict.Files.Single()));
        Assert.False(store.Require(ModelId.Parse("org/tiny")).IsWhole);
        Assert.Equal(BlobState.Missing, Assert.Single(store.Verify("org/tiny"), v => v.State != BlobState.Whole).State);
        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, [.. model.Files.Select(file => file.Name)]);
    }

    [Fact]
    public void Verify_Copies_AreWholeWhileAContentHasTheirHash()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        StoredModel model = hub.Pull(cache.Path, options: new PullOptions { UsesLinks = false });
        var store = new ModelStore(cache.Path);
        Assert.Equal(6, store.Verify("org/tiny").Count(verdict => verdict.State == BlobState.Whole));
        string copy = Path.Combine(model.Path, "config.json");
        File.SetAttributes(copy, FileAttributes.Normal);
        File.AppendAllText(copy, " ");

        BlobVerdict verdict = Assert.Single(store.Verify("org/tiny"), v => v.State != BlobState.Whole);

        Assert.Equal((BlobState.Unknown, "config.json"), (verdict.State, verdict.Files.Single()));
    }

    [Fact]
    public void Remove_OneOfTwoRevisions_KeepsWhatTheOtherUses()
    {
        using var cache = new TemporaryFolder();
        AddRevision(cache, "models--a--b", TestHub.Commit, "main", ("shared.json", "shared"), ("old.json", "old!"));
        AddRevision(cache, "models--a--b", Other, "v2", ("shared.json", "shared"), ("new.json", "new"));
        var store = new ModelStore(cache.Path);

        long freed = store.Remove(store.Require(ModelId.Parse("a/b@main")));

        StoredModel left = Assert.Single(store.List());
        Assert.Equal((4, Other, true), (freed, left.Commit, left.IsWhole));
        Assert.Equal(2, Directory.GetFiles(cache.File("models--a--b/blobs")).Length);
        Assert.False(File.Exists(cache.File("models--a--b/refs/main")));
    }

    [Fact]
    public void Remove_LastRevision_LeavesNothingAndFollowsNoLink()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        using var outside = new TemporaryFolder();
        hub.AddPart();
        outside.Write("precious.txt", [1]);
        StoredModel model = hub.Pull(cache.Path);
        Directory.CreateSymbolicLink(Path.Combine(model.Path, "away"), outside.Path);
        var store = new ModelStore(cache.Path);

        store.Remove(store.Require(ModelId.Parse("org/tiny")));

        Assert.Empty(store.List());
        Assert.Empty(Directory.EnumerateFileSystemEntries(cache.Path, "*tiny*", SearchOption.AllDirectories));
        Assert.True(File.Exists(outside.File("precious.txt")));
    }

    [Fact]
    public async Task Pull_Offline_IsDoneOrMissing()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        var store = new ModelStore(cache.Path);
        ModelId id = ModelId.Parse("org/tiny");
        string? Variable(string name) => name == "HF_HUB_OFFLINE" ? "1" : name == "HF_ENDPOINT" ? hub.Endpoint : null;

        ModelException error = await Assert.ThrowsAsync<ModelException>(() => store.PullAsync(id, null, Variable));
        hub.Pull(cache.Path);
        int asked = hub.Requests.Length;

        Assert.Equal(ModelFault.Missing, error.Fault);
        Assert.Equal("org/tiny", (await store.PullAsync(id, null, Variable)).Id);
        Assert.Equal("org/tiny", (await store.PullAsync(id, new PullOptions { IsOffline = true }, _ => null)).Id);
        Assert.Equal(asked, hub.Requests.Length);
    }

    /// <summary>A revision as another tool would have left it.</summary>
    private static void AddRevision(TemporaryFolder cache, string model, string commit, string reference, params (string Name, string Text)[] files)
    {
        foreach ((string name, string text) in files)
        {
            string hash = TestHub.HashOf(System.Text.Encoding.UTF8.GetBytes(text));
            string path = cache.File($"{model}/snapshots/{commit}/{name}");
            Directory.CreateDirectory(cache.File($"{model}/blobs"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(cache.File($"{model}/blobs/{hash}"), text);
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, cache.File($"{model}/blobs/{hash}")));
        }

        Directory.CreateDirectory(cache.File($"{model}/refs"));
        File.WriteAllText(cache.File($"{model}/refs/{reference}"), commit);
    }
}
