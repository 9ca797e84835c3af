using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Lint;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>A pulled model opens as any other, wherever the cache lies.</summary>
public sealed class StoredPathTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with blanks and ünïcode 🎨")]
    [InlineData("through-a-link")]
    public void Open_PulledModel_IsWholeInAnyFolder(string name)
    {
        using var folder = new TemporaryFolder();
        using TestHub hub = Serve("models/sd15-inpaint");
        string cache = folder.File(name);
        if (name == "through-a-link")
        {
            Directory.CreateDirectory(folder.File("real"));
            Directory.CreateSymbolicLink(cache, folder.File("real"));
        }

        StoredModel stored = hub.Pull(cache);

        using SdModel model = ModelFolder.Open(stored.Path);
        Assert.Equal(9, model.UNet.Config.InChannels);
        Assert.Equal(("diffusers", true), (stored.Form, stored.IsWhole));
        using SdModel again = ModelFolder.Open(Path.Combine(cache, "models--org--tiny"));
        Assert.Equal(model.Variant, again.Variant);
        Assert.All(new ModelStore(cache).Verify("org/tiny"), verdict => Assert.Equal(BlobState.Whole, verdict.State));
    }

    [Fact]
    public void Open_ModelWithABlobPutAside_NamesWhatIsGone()
    {
        using var cache = new TemporaryFolder();
        using TestHub hub = Serve("models/sd15-inpaint");
        StoredModel stored = hub.Pull(cache.Path);
        StoredFile weights = stored.Files.First(file => file.Name.StartsWith("unet/", StringComparison.Ordinal) && file.Name.EndsWith(".safetensors", StringComparison.Ordinal));
        string blob = cache.File($"models--org--tiny/blobs/{weights.Blob}");
        File.Move(blob, blob + ".damaged");

        LintReport report = ModelLint.Run(stored.Path);

        Assert.False(report.CanRun);
        Assert.Contains(report.Problems, problem => problem.Contains("unet", StringComparison.Ordinal) || problem.Contains(weights.Blob!, StringComparison.Ordinal));
        Assert.False(new ModelStore(cache.Path).List()[0].IsWhole);
    }

    [Fact]
    public void Import_BundleOfAWholeModel_OpensInTheOtherCache()
    {
        using var cache = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using TestHub hub = Serve("models/sd21-v");
        new ModelStore(cache.Path).Export(hub.Pull(cache.Path), other.File("model.tar"));

        using SdModel model = ModelFolder.Open(new ModelStore(other.Path).Import(other.File("model.tar")).Path);

        Assert.Equal(SdFamily.Sd2, model.Variant.Family);
    }

    [Fact]
    public void Import_SingleFile_IsFoundByItsName()
    {
        using var cache = new TemporaryFolder();
        string file = Directory.EnumerateFiles(GoldenData.PathOf("single-file"), "*.safetensors").Order(StringComparer.Ordinal).First();

        StoredModel stored = new ModelStore(cache.Path).Import(file);

        Assert.Equal($"local/{Path.GetFileNameWithoutExtension(file)}", stored.Id);
        Assert.Equal(Path.Combine(stored.Path, Path.GetFileName(file)), ModelLocator.Find(stored.Id, name => name == "HF_HUB_CACHE" ? cache.Path : null));
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(stored.Path, Path.GetFileName(file))));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("a/b@main")]
    [InlineData("../b")]
    public void Import_NameThatIsNone_IsRefusedBeforeAnythingIsCopied(string name)
    {
        using var cache = new TemporaryFolder();

        Assert.Equal(ModelFault.Unfit, Assert.Throws<ModelException>(() => new ModelStore(cache.Path).Import(GoldenData.PathOf("models/controlnet"), name)).Fault);
        Assert.Empty(Directory.EnumerateFileSystemEntries(cache.Path));
    }

    private static TestHub Serve(string model)
    {
        var hub = new TestHub();
        foreach (string file in Directory.EnumerateFiles(GoldenData.PathOf(model), "*", SearchOption.AllDirectories))
        {
            hub.Files[Path.GetRelativePath(GoldenData.PathOf(model), file).Replace('\\', '/')] = File.ReadAllBytes(file);
        }

        return hub;
    }
}
