using Infill.Onnx.Store.Lint;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Erasers;
using Infill.Tests.Onnx.Guards;
using Infill.Tests.Onnx.Models;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

public sealed class ModelLintTests
{
    [Theory]
    [InlineData("models/sd15", "Stable Diffusion 1.x", "diffusers folder", 4, "epsilon")]
    [InlineData("models/sd15-inpaint", "Stable Diffusion 1.x, inpainting", "diffusers folder", 9, "epsilon")]
    [InlineData("models/sd21-v", "Stable Diffusion 2.x", "diffusers folder", 4, "v_prediction")]
    [InlineData("models/sdxl", "Stable Diffusion XL", "diffusers folder", 4, "epsilon")]
    [InlineData("models/sd15-inpaint-onnx", "Stable Diffusion 1.x, inpainting", "ONNX folder", 9, "epsilon")]
    [InlineData("models/controlnet", "control network", "part", null, null)]
    [InlineData("models/tiny-autoencoder", "small autoencoder", "part", null, null)]
    [InlineData("models/lcm-unet", "denoising network", "part", 4, null)]
    public void Run_ModelOfAnyForm_SaysWhatItIs(string model, string kind, string layout, int? channels, string? prediction)
    {
        Assert.SkipUnless(GoldenData.Has(model), "Not in this recording.");

        LintReport report = ModelLint.Run(GoldenData.PathOf(model));

        Assert.Empty(report.Problems);
        Assert.Equal((kind, layout, channels, prediction), (report.Kind, report.Layout, report.Channels, report.Prediction));
        Assert.NotEmpty(report.Parts);
        Assert.All(report.Files, file => Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(GoldenData.PathOf(model), file.Name))))));
        Assert.NotEmpty(report.Files);
    }

    [Fact]
    public void Run_SdxlInHalfPrecision_NamesTheRisk()
    {
        LintReport report = ModelLint.Run(GoldenData.PathOf("models/sdxl-inpaint"));

        Assert.Contains("half precision", Assert.Single(report.NanRisks), StringComparison.Ordinal);
        Assert.All(report.Parts, part => Assert.Equal("F16", part.Precision));
        Assert.True(report.CanRun);
    }

    [Fact]
    public void Run_SdxlWithTheFixedVae_NamesNone()
    {
        using var model = new TestModel("sdxl-inpaint");
        model.Edit("vae/config.json", config => config["force_upcast"] = false);

        Assert.Empty(ModelLint.Run(model.Path).NanRisks);
    }

    [Fact]
    public void Run_MissingTensors_AreAllListedAndTheFilesStillHashed()
    {
        using var model = new TestModel("sd15");
        string[] gone = ["conv_in.weight", "conv_out.bias"];
        string file = Path.GetRelativePath(model.Path, Directory.GetFiles(model.FileOf("unet"), "*.safetensors").Single());
        model.Rewrite(file, tensor => gone.Contains(tensor.Name) ? null : tensor);

        LintReport report = ModelLint.Run(model.Path);

        Assert.False(report.CanRun);
        Assert.All(gone, name => Assert.Contains(report.Problems, problem => problem.Contains(name, StringComparison.Ordinal)));
        Assert.Contains(report.Files, f => f.Name == file);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Run_WeightThatIsNoNumber_IsAProblem(float value)
    {
        using var model = new TestModel("sd15");
        string file = Path.GetRelativePath(model.Path, Directory.GetFiles(model.FileOf("vae"), "*.safetensors").Single());
        (string Name, long[] Shape, float[] Values)[] tensors = model.Read(file, tensor => tensor);
        tensors[3].Values[^1] = value;
        model.Write(file, tensors);

        Assert.Contains(tensors[3].Name, Assert.Single(ModelLint.Run(model.Path).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Card_NamesTheLicence()
    {
        using var model = new TestModel("sd15");
        File.WriteAllText(model.FileOf("README.md"), "---\nlicense: creativeml-openrail-m\n---\n");

        Assert.Equal("creativeml-openrail-m", ModelLint.Run(model.Path).Licence);
    }

    public static TheoryData<string> Files() => GoldenData.Cases("single-file", "*.safetensors");

    [Theory, MemberData(nameof(Files))]
    public void Run_SingleFileWithoutItsConfigurations_IsAReportNotACrash(string file)
    {
        // The tiny models have other proportions than the published ones, so heads cannot be told.
        LintReport report = ModelLint.Run(GoldenData.PathOf($"single-file/{file}.safetensors"));

        Assert.Single(report.Files);
        Assert.Equal(report.Problems.Count == 0, report.Kind is not null);
    }

    [Theory]
    [InlineData("x.safetensors")]
    [InlineData("x.onnx")]
    [InlineData("x.ckpt")]
    public void Run_FileThatIsNoModel_IsAProblem(string name)
    {
        using var folder = new TemporaryFolder();

        Assert.False(ModelLint.Run(folder.Write(name, "this is no model at all"u8)).CanRun);
        Assert.False(ModelLint.Run(folder.Path).CanRun);
    }

    [Fact]
    public void Run_OnnxGraph_NamesWhatItTakesAndGives()
    {
        string graph = Path.Combine(GoldenData.PathOf("models/sd15-inpaint-onnx"), "unet/model.onnx");
        Assert.SkipUnless(File.Exists(graph), "Not in this recording.");

        LintReport report = ModelLint.Run(graph);

        Assert.True(report.CanRun);
        Assert.Contains("'sample'", report.Remarks[0], StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Erasers { get; } = new()
    {
        { "eraser, LaMa (512×512)", TestErasers.Lama() },
        { "eraser, LaMa (any size)", TestErasers.LamaJoined() },
        { "eraser, MI-GAN (256×256)", TestErasers.Generator("256") },
        { "eraser, MI-GAN (any size)", TestErasers.Pipeline() },
        { "ONNX graph", TestGraphs.Inner() },
    };

    [Theory, MemberData(nameof(Erasers), DisableDiscoveryEnumeration = true)]
    public void Run_OnnxGraph_IsAnEraserOnlyIfAJobWouldTakeItAsOne(string kind, byte[] graph)
    {
        using var folder = new TemporaryFolder();

        LintReport report = ModelLint.Run(folder.Write("network.onnx", graph));

        Assert.Equal((kind, true), (report.Kind, report.CanRun));
        Assert.EndsWith("nodes", report.Remarks[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnnxGraphWithWeightsBesideIt_HashesBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("w.bin", TestGraphs.Weights);

        LintReport report = ModelLint.Run(folder.Write("network.onnx", TestGraphs.Outer("w.bin")));

        Assert.Empty(report.Problems);
        Assert.Equal(["network.onnx", "w.bin"], report.Files.Select(file => file.Name));
        Assert.Equal(Infill.Imaging.Sha256.Hash(TestGraphs.Weights), report.Files[1].Sha256);
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("missing.bin")]
    public void Run_OnnxGraphThatNoJobWouldRun_SaysWhyAndHashesNothingElse(string location)
    {
        using var folder = new TemporaryFolder();

        LintReport report = ModelLint.Run(folder.Write("network.onnx", TestGraphs.Outer(location)));

        Assert.Contains(Path.GetFileName(location), Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal("network.onnx", Assert.Single(report.Files).Name);
    }

    [Fact]
    public void Run_Variant_IsTheOneThatIsLookedAt()
    {
        Assert.False(ModelLint.Run(GoldenData.PathOf("models/sdxl-inpaint"), Infill.Onnx.Models.WeightVariant.Full).CanRun);
        Assert.True(ModelLint.Run(GoldenData.PathOf("models/sdxl-inpaint"), Infill.Onnx.Models.WeightVariant.Half).CanRun);
    }
}
