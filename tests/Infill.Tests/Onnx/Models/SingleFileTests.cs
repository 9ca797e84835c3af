using System.Text.Json;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

public sealed class SingleFileTests
{
    public static TheoryData<string> Files() => GoldenData.Cases("single-file", "*.safetensors");

    [Theory, MemberData(nameof(Files))]
    public void Open_FileOfTheOriginalNaming_HoldsTheFoldersTensors(string name)
    {
        using SdModel folder = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));
        using SdModel file = Open(name);

        Assert.Equal(ModelLayout.SingleFile, file.Layout);
        Assert.Equal(folder.Variant, file.Variant);
        Assert.Empty(file.Remarks);
        RequireSame(folder.UNet.Weights!, file.UNet.Weights!);
        RequireSame(folder.Vae.Weights!, file.Vae.Weights!);
        RequireSame(folder.TextEncoder.Weights!, file.TextEncoder.Weights!);
        Assert.Equal(folder.TextEncoder2 is null, file.TextEncoder2 is null);
        if (folder.TextEncoder2 is not null)
        {
            RequireSame(folder.TextEncoder2.Weights!, file.TextEncoder2!.Weights!);
        }
    }

    // Only the text's projection is turned in memory; all else is a range of the file, fused queries, keys and values too.
    [Theory, MemberData(nameof(Files))]
    public void Open_FileOfTheOriginalNaming_PointsIntoTheFile(string name)
    {
        using SdModel file = Open(name);

        TensorSource[] sources = [.. new[] { file.UNet.Weights, file.Vae.Weights, file.TextEncoder.Weights, file.TextEncoder2?.Weights }.OfType<TensorSource>()];

        Assert.All(sources.SelectMany(s => s.Tensors).Where(t => t.Name != "text_projection.weight"), t => Assert.NotNull(t.File));
        Assert.All(sources.SelectMany(s => s.Files), f => Assert.Equal(Path.GetFullPath(GoldenData.PathOf($"single-file/{name}.safetensors")), Path.GetFullPath(f.Path)));
    }

    [Theory, MemberData(nameof(Files))]
    public void Synthesis_OfShapes_AgreesWithTheConfigurations(string name)
    {
        using SdModel folder = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));
        UNetConfig expected = folder.UNet.Config;
        SdDefaults defaults = SdDefaults.Of(folder.Variant.Family);

        UNetConfig unet = ConfigSynthesis.UNet(folder.UNet.Weights!, defaults, folder.TextEncoder2?.Config.ProjectionChannels ?? 0);
        VaeConfig vae = ConfigSynthesis.Vae(folder.Vae.Weights!, folder.Vae.Config);
        TextEncoderConfig text = ConfigSynthesis.TextEncoder(folder.TextEncoder.Weights!, folder.TextEncoder.Config.Activation, hasProjection: false);

        // Heads, groups and native size are the family's, not the tensors'.
        Assert.Equal(Json(expected with { SampleSize = 0, Heads = [], Groups = 0 }), Json(unet with { SampleSize = 0, Heads = [], Groups = 0 }));
        Assert.Equal(Json(folder.Vae.Config), Json(vae));
        Assert.Equal(Json(folder.TextEncoder.Config with { Heads = 0 }), Json(text with { Heads = 0 }));
        Assert.Equal(folder.Vae.Config.ScalingFactor, defaults.ScalingFactor);
    }

    // Real proportions, from shapes alone: published configurations of the three families.
    [Theory]
    [InlineData(SdFamily.Sd1, "8,8,8,8", 64, "<|endoftext|>")]
    [InlineData(SdFamily.Sd2, "5,10,20,20", 64, "!")]
    [InlineData(SdFamily.Sdxl, "5,10,20,20", 128, "<|endoftext|>")]
    public void Synthesis_OfAFamily_HasItsHeads(SdFamily family, string heads, int size, string pad)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("unet.safetensors", TestUNetShapes.Write([320, 640, 1280, 1280]));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var source = new TensorSource("unet", file.Names.Select(n => file.Find(n)!));

        UNetConfig unet = ConfigSynthesis.UNet(source, SdDefaults.Of(family), 4);

        Assert.Equal(heads, string.Join(',', unet.Heads));
        Assert.Equal(32, unet.Groups);
        Assert.Equal(size, unet.SampleSize);
        Assert.Equal(pad, SdDefaults.Of(family).PadTokens[0]);
        Assert.Equal(family == SdFamily.Sdxl ? 2 : 0, unet.TimeIdChannels);
    }

    [Theory, MemberData(nameof(Files))]
    public void Open_UnusualProportionsWithoutConfigurations_AsksForThem(string name)
    {
        ModelException refusal = Assert.Throws<ModelException>(() => ModelFolder.Open(GoldenData.PathOf($"single-file/{name}.safetensors")));

        Assert.Contains("name a folder with its configurations", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.diffusion_model.", "holds no denoising network")]
    [InlineData("first_stage_model.", "without an autoencoder")]
    [InlineData("cond_stage_model.", "without a text encoder")]
    public void Open_FileWithoutANetwork_SaysWhichIsMissing(string prefix, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = Copy(folder, "sd15", t => t.Name.StartsWith(prefix, StringComparison.Ordinal) ? null : t);

        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelFolder.Open(path, Options("sd15"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileWithMissingTensors_NamesThemAsTheNetworksDo()
    {
        using var folder = new TemporaryFolder();
        string path = Copy(folder, "sd15", t => t.Name is "model.diffusion_model.out.2.bias" or "first_stage_model.decoder.up.0.block.0.norm1.weight" ? null : t);

        ModelException refusal = Assert.Throws<ModelException>(() => ModelFolder.Open(path, Options("sd15")));

        Assert.Equal(2, refusal.Reasons.Count);
        Assert.Contains("unet: 'conv_out.bias'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("vae: 'decoder.up_blocks.3.resnets.0.norm1.weight'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_KeysThatNothingNeeds_AreIgnoredOrReported()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x.safetensors");
        (string, long[], float[])[] all =
        [
            .. Read("sd15", t => t),
            ("alphas_cumprod", [3], [1f, 2f, 3f]),
            ("model_ema.diffusion_modelout2bias", [1], [1f]),
            ("cond_stage_model.transformer.text_model.embeddings.position_ids", [1, 2], [0f, 1f]),
            ("model.diffusion_model.strange_block.weight", [1], [1f]),
        ];
        File.WriteAllBytes(path, Weights.TestSafetensors.Of(all));

        using SdModel model = ModelFolder.Open(path, Options("sd15"));

        Assert.Contains("'strange_block.weight'", Assert.Single(model.Remarks), StringComparison.Ordinal);
        Assert.Null(model.TextEncoder.Weights!.Find("embeddings.position_ids"));
    }

    [Fact]
    public void Open_OneFileVae_StandsForTheModelsOwn()
    {
        using var folder = new TemporaryFolder();
        string original = folder.File("original.safetensors");
        string bare = folder.File("bare.safetensors");
        const string Prefix = "first_stage_model.";
        (string Name, long[] Shape, float[] Values)[] vae = Read("sd15", t => t.Name.StartsWith(Prefix, StringComparison.Ordinal) ? t : null);
        File.WriteAllBytes(original, Weights.TestSafetensors.Of(vae));
        File.WriteAllBytes(bare, Weights.TestSafetensors.Of([.. vae.Select(t => (t.Name[Prefix.Length..], t.Shape, t.Values))]));
        string diffusers = GoldenData.PathOf("models/sd15/vae/diffusion_pytorch_model.safetensors");

        foreach (string path in new[] { original, bare, diffusers })
        {
            using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15-inpaint"), new ModelOptions { Vae = path });

            Assert.Equal(path, model.Vae.Weights!.Files[0].Path);
            Assert.Equal(9, model.Variant.InChannels);
        }
    }

    [Fact]
    public void Open_FileWithoutItsVae_TakesTheOneNamed()
    {
        using var folder = new TemporaryFolder();
        string path = Copy(folder, "sd15", t => t.Name.StartsWith("first_stage_model.", StringComparison.Ordinal) ? null : t);

        using SdModel model = ModelFolder.Open(path, Options("sd15") with { Vae = GoldenData.PathOf("models/sd15/vae") });

        Assert.NotNull(model.Vae.Weights);
    }

    [Theory]
    [InlineData("epsilon", false)]
    [InlineData("v_prediction", true)]
    public void SchedulerConfig_OfAFamily_IsOneThatTheReferenceWouldRead(string prediction, bool isZeroTerminal)
    {
        foreach (SdFamily family in Enum.GetValues<SdFamily>())
        {
            JsonElement config = JsonDocument.Parse(SdDefaults.Of(family).SchedulerConfig(prediction, isZeroTerminal)).RootElement;

            Assert.Equal(prediction, config.GetProperty("prediction_type").GetString());
            Assert.Equal(isZeroTerminal ? "trailing" : "leading", config.GetProperty("timestep_spacing").GetString());
            Assert.EndsWith("Scheduler", config.GetProperty("_class_name").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_OnnxExport_FindsItsGraphs()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15-inpaint-onnx"));

        Assert.Equal(ModelLayout.OnnxFolder, model.Layout);
        Assert.Equal(9, model.Variant.InChannels);
        Assert.Null(model.UNet.Weights);
        Assert.Equal(["vae_encoder", "vae_decoder"], model.Vae.Graphs.Select(g => Path.GetFileName(Path.GetDirectoryName(g.Path))));
        Assert.EndsWith("unet/model.onnx", Assert.Single(model.UNet.Graphs).Path.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.NotEmpty(ClipTokenizer.Read(model.Tokenizer).Encode("a cat"));
        model.RequireUnchanged();
    }

    [Theory]
    [InlineData("vae_decoder/model.onnx")]
    [InlineData("text_encoder/model.onnx")]
    [InlineData("unet/config.json")]
    public void Open_OnnxExportWithoutAFile_SaysWhich(string file)
    {
        using var model = new TestModel("sd15-inpaint-onnx");
        File.Delete(model.FileOf(file));

        Assert.Contains(file, Assert.Throws<ModelException>(() => ModelFolder.Open(model.Path)).Message.Replace('\\', '/'), StringComparison.Ordinal);
    }

    private static SdModel Open(string name) => ModelFolder.Open(GoldenData.PathOf($"single-file/{name}.safetensors"), Options(name));

    private static ModelOptions Options(string name) => new() { ConfigFolder = GoldenData.PathOf($"models/{name}") };

    private static void RequireSame(TensorSource expected, TensorSource actual)
    {
        Assert.Equal(expected.Names.Order(StringComparer.Ordinal), actual.Names.Order(StringComparer.Ordinal));
        Assert.All(expected.Tensors, t =>
        {
            Assert.Equal(Squeezed(t), Squeezed(actual[t.Name]));
            Assert.Equal(TensorValues.ToFloats(t), TensorValues.ToFloats(actual[t.Name]));
        });
    }

    // A 1×1 convolution and a matrix are the same numbers, and graphs take either.
    private static IEnumerable<long> Squeezed(WeightTensor tensor) => tensor.Shape.Where(d => d != 1);

    private static string Json(object config) => JsonSerializer.Serialize(config);

    private static string Copy(TemporaryFolder folder, string name, Func<WeightTensor, WeightTensor?> change) =>
        folder.Write($"{name}.safetensors", Weights.TestSafetensors.Of(Read(name, change)));

    private static (string Name, long[] Shape, float[] Values)[] Read(string name, Func<WeightTensor, WeightTensor?> change)
    {
        using SafetensorsFile file = SafetensorsFile.Open(GoldenData.PathOf($"single-file/{name}.safetensors"));
        return [.. file.Names.Select(n => change(file.Find(n)!)).OfType<WeightTensor>().Select(t => (t.Name, t.Shape.ToArray(), TensorValues.ToFloats(t)))];
    }
}
