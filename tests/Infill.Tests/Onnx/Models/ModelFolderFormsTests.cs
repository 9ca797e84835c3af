using System.Text.Json;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

/// <summary>The same model in the forms in which models lie on disks.</summary>
public sealed class ModelFolderFormsTests
{
    private const string UNetFile = "unet/diffusion_pytorch_model.safetensors";
    private const string VaeFile = "vae/diffusion_pytorch_model.safetensors";

    [Fact]
    public void Open_ShardsWithAList_IsTheWholeNetwork()
    {
        using var model = new TestModel("sd15");
        (string Name, long[] Shape, float[] Values)[] all = model.Read(UNetFile, t => t);
        int half = all.Length / 2;
        File.Delete(model.FileOf(UNetFile));
        model.Write("unet/diffusion_pytorch_model-00001-of-00002.safetensors", all[..half]);
        model.Write("unet/diffusion_pytorch_model-00002-of-00002.safetensors", all[half..]);
        File.WriteAllText(model.FileOf("unet/diffusion_pytorch_model.safetensors.index.json"), Index(all.Select((t, i) => (t.Name, $"diffusion_pytorch_model-0000{(i < half ? 1 : 2)}-of-00002.safetensors"))));

        using SdModel open = ModelFolder.Open(model.Path);

        Assert.Equal(2, open.UNet.Weights!.Files.Count);
        Assert.All(all, t => Assert.Equal(t.Values, TensorValues.ToFloats(open.UNet.Weights[t.Name])));
    }

    [Theory]
    [InlineData("../../outside.safetensors")]
    [InlineData("sub/x.safetensors")]
    [InlineData("..\\x.safetensors")]
    [InlineData("x.bin")]
    [InlineData(".safetensors")]
    public void Open_ListThatNamesAnotherPlace_IsRefused(string shard)
    {
        using var model = new TestModel("sd15");
        File.WriteAllText(model.FileOf("unet/diffusion_pytorch_model.safetensors.index.json"), Index([("a", shard)]));

        Assert.Contains("bare name", Refusal(model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ListWithNamesThatAreNotThere_NamesThemAll()
    {
        using var model = new TestModel("sd15");
        File.WriteAllText(
            model.FileOf("unet/diffusion_pytorch_model.safetensors.index.json"),
            Index([("first.missing", "diffusion_pytorch_model.safetensors"), ("conv_in.weight", "diffusion_pytorch_model.safetensors"), ("second.missing", "diffusion_pytorch_model.safetensors")]));

        Assert.Equal(2, Refusal(model).Reasons.Count);
    }

    [Theory]
    [InlineData("model.safetensors", "")]
    [InlineData("model.fp16.safetensors", "fp16")]
    [InlineData("diffusion_pytorch_model.safetensors", "")]
    [InlineData("diffusion_pytorch_model.non_ema.safetensors", "non_ema")]
    [InlineData("diffusion_pytorch_model.safetensors.index.json", "")]
    [InlineData("diffusion_pytorch_model.safetensors.index.fp16.json", "fp16")]
    [InlineData("diffusion_pytorch_model.fp16.safetensors.index.json", "fp16")]
    [InlineData("model-00001-of-00002.safetensors", null)]
    [InlineData("diffusion_pytorch_model.fp16-00001-of-00002.safetensors", null)]
    [InlineData("pytorch_model.bin", null)]
    [InlineData("config.json", null)]
    public void VariantOf_FileNames_AreToldApart(string name, string? variant) => Assert.Equal(variant, WeightFiles.VariantOf(name));

    [Fact]
    public void Open_BothVariants_TakesTheFullOneUnlessAsked()
    {
        using var model = new TestModel("sd15");
        foreach (string file in Directory.GetFiles(model.Path, "*.safetensors", SearchOption.AllDirectories))
        {
            File.Copy(file, file.Replace(".safetensors", ".fp16.safetensors", StringComparison.Ordinal));
        }

        using SdModel full = ModelFolder.Open(model.Path);
        using SdModel half = ModelFolder.Open(model.Path, new ModelOptions { Variant = WeightVariant.Half });

        Assert.DoesNotContain("fp16", full.UNet.Weights!.Files[0].Path, StringComparison.Ordinal);
        Assert.Contains("fp16", half.UNet.Weights!.Files[0].Path, StringComparison.Ordinal);
        Assert.Contains("there are: full, fp16", Assert.Throws<ModelException>(() => ModelFolder.Open(model.Path, new ModelOptions { Variant = WeightVariant.BrainHalf })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OldAttentionOfTheVae_IsTakenInTheNewNames()
    {
        using var model = new TestModel("sd15");
        using SdModel plain = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        model.Rewrite(VaeFile, tensor => tensor.Name.Contains("attentions", StringComparison.Ordinal)
            ? Conv(tensor).Named(tensor.Name.Replace("to_q", "query").Replace("to_k", "key").Replace("to_v", "value").Replace("to_out.0", "proj_attn"))
            : tensor);

        using SdModel open = ModelFolder.Open(model.Path);

        Assert.Equal(plain.Vae.Weights!.Names.Order(), open.Vae.Weights!.Names.Order());
        Assert.All(plain.Vae.Weights.Tensors, t => Assert.Equal(t.Form, open.Vae.Weights[t.Name].Form));
        Assert.All(plain.Vae.Weights.Tensors, t => Assert.Equal(TensorValues.ToFloats(t), TensorValues.ToFloats(open.Vae.Weights[t.Name])));
    }

    [Fact]
    public void Open_WithAnotherVae_TakesIt()
    {
        using var other = new TestModel("sd15");
        other.Edit("vae/config.json", json => json["scaling_factor"] = 0.25);
        string model = GoldenData.PathOf("models/sd15-inpaint");

        using SdModel fromPart = ModelFolder.Open(model, new ModelOptions { Vae = other.FileOf("vae") });
        using SdModel fromModel = ModelFolder.Open(model, new ModelOptions { Vae = other.Path });

        Assert.Equal(0.25f, fromPart.Vae.Config.ScalingFactor);
        Assert.Equal(0.25f, fromModel.Vae.Config.ScalingFactor);
        Assert.Equal(9, fromModel.Variant.InChannels);
    }

    [Theory]
    [InlineData("Modelle mit Ü und 空 space")]
    [InlineData("a'b\"c")]
    public void Open_FolderOfAnyName_Works(string below)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && below.Contains('"'), "Not a name there.");
        using var model = new TestModel("sd15", below);

        using SdModel open = ModelFolder.Open(model.Path);

        Assert.Equal(4, open.Variant.InChannels);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("snapshots/0123abcd")]
    public void Open_CacheOfLinks_IsFollowedIntoItsBlobs(string? named)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        string cached = Cache(folder, "sd15");

        using SdModel open = ModelFolder.Open(named is null ? cached : Path.Combine(cached, named));

        Assert.All(open.UNet.Weights!.Files, file => Assert.Equal(RealPath.Of(Path.Combine(cached, "blobs")), Path.GetDirectoryName(file.RealFile)));
        Assert.EndsWith("diffusion_pytorch_model.safetensors", open.UNet.Weights.Files[0].Path, StringComparison.Ordinal);
        open.RequireUnchanged();
    }

    [Fact]
    public void Open_FolderReachedThroughALink_Works()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var model = new TestModel("sd15");
        string link = Path.Combine(model.Outside, "link");
        Directory.CreateSymbolicLink(link, model.Path);

        using SdModel open = ModelFolder.Open(link);

        Assert.Equal(link, open.Path);
        Assert.Equal(RealPath.Of(model.FileOf("unet")), Path.GetDirectoryName(open.UNet.Weights!.Files[0].RealFile));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Open_ReadOnlyFolder_Works()
    {
        using var model = new TestModel("sd15");
        foreach (string path in Directory.GetFiles(model.Path, "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }

        File.SetUnixFileMode(model.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using SdModel open = ModelFolder.Open(model.Path);

            Assert.NotEmpty(TensorValues.ToFloats(open.UNet.Weights!["conv_in.weight"]));
        }
        finally
        {
            File.SetUnixFileMode(model.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static ModelException Refusal(TestModel model) => Assert.Throws<ModelException>(() => ModelFolder.Open(model.Path));

    private static WeightTensor Conv(WeightTensor tensor) => tensor.Shape is [long rows, long columns] ? tensor.Shaped(rows, columns, 1, 1) : tensor;

    private static string Index(IEnumerable<(string Name, string Shard)> map) =>
        JsonSerializer.Serialize(new { metadata = new { total_size = 1 }, weight_map = map.ToDictionary(m => m.Name, m => m.Shard) });

    /// <summary>A model as huggingface_hub stores it: blobs by hash, and links to them.</summary>
    internal static string Cache(TemporaryFolder folder, string model)
    {
        string cached = folder.File("models--org--name");
        string snapshot = Path.Combine(cached, "snapshots", "0123abcd");
        Directory.CreateDirectory(Path.Combine(cached, "blobs"));
        Directory.CreateDirectory(Path.Combine(cached, "refs"));
        File.WriteAllText(Path.Combine(cached, "refs", "main"), "0123abcd");
        string source = GoldenData.PathOf($"models/{model}");
        int blob = 0;
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string link = Path.Combine(snapshot, Path.GetRelativePath(source, file));
            string target = Path.Combine(cached, "blobs", $"{blob++:x8}");
            File.Copy(file, target);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
        }

        return cached;
    }
}
