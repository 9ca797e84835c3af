using Infill.Onnx;
using Infill.Onnx.Store;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

public sealed class ModelLocatorTests
{
    [Fact]
    public void Find_Path_IsItself()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.safetensors", [1]);

        Assert.Equal(file, ModelLocator.Find(file, _ => null));
        Assert.Equal(folder.Path, ModelLocator.Find(folder.Path, _ => null));
    }

    [Fact]
    public void Find_StoredModel_IsItsSnapshot()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        StoredModel model = hub.Pull(cache.Path);
        string? Variable(string name) => name == "HF_HUB_CACHE" ? cache.Path : null;

        Assert.Equal(model.Path, ModelLocator.Find("org/tiny", Variable));
        Assert.Equal(model.Path, ModelLocator.Find($"org/tiny@{TestHub.Commit}", Variable));
        Assert.Equal(Path.Combine(model.Path, "config.json"), ModelLocator.Find("org/tiny:config.json", Variable));
        Assert.Contains("infill models pull org/tiny:x.onnx", Assert.Throws<ModelException>(() => ModelLocator.Find("org/tiny:x.onnx", Variable)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ModelOfOneFile_IsThatFile()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.Files["sub/whole.safetensors"] = new byte[2000];
        StoredModel model = hub.Pull(cache.Path, "org/tiny:sub/whole.safetensors");

        Assert.Equal(Path.Combine(model.Path, "sub/whole.safetensors"), ModelLocator.Find("org/tiny", name => name == "HF_HUB_CACHE" ? cache.Path : null));
    }

    [Theory]
    [InlineData("org/gone", "infill models pull org/gone")]
    [InlineData("sd15-inpainting", "infill models pull sd15-inpainting")]
    [InlineData("some file.safetensors", "infill models list")]
    [InlineData("../x", "infill models list")]
    public void Find_Nothing_SaysWhichCommandHelps(string text, string command)
    {
        ModelException error = Assert.Throws<ModelException>(() => ModelLocator.Find(text, name => name == "HF_HUB_CACHE" ? "/nonexistent/hub" : null));

        Assert.Equal(ModelFault.Missing, error.Fault);
        Assert.EndsWith(command, error.Message, StringComparison.Ordinal);
    }
}
