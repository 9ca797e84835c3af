using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Models;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>Whole runs through the pipeline: whatever the model, the picture and the mask, kept samples stay what they are.</summary>
public sealed class SdPipelineTests
{
    public static TheoryData<string> Models =>
        ["sd15", "sd15-inpaint", "sd15-inpaint-onnx", "sd21-v", "sdxl", "sdxl-inpaint", "single-file/sd15.safetensors", "single-file/sd15-inpaint.safetensors", "single-file/sdxl.safetensors"];

    [Theory, MemberData(nameof(Models))]
    public void Run_EveryForm_FillsAnOddPicture(string model)
    {
        bool isSingle = model.Contains('/', StringComparison.Ordinal);
        var setup = new SdSetup
        {
            Path = GoldenData.PathOf(isSingle ? model : $"models/{model}"),
            Options = new ModelOptions { ConfigFolder = isSingle ? GoldenData.PathOf($"models/{Path.GetFileNameWithoutExtension(model)}") : null },
        };
        using SdRuntime runtime = SdRuntime.Open(setup);

        AssertKept(SdScene.Run(runtime, Pictures.Noise(517, 389), Holes.Of(517, 389, new PixelRect(200, 150, 90, 61))));
    }

    [Theory]
    [InlineData(0, 0, 20, 20)]
    [InlineData(101, 83, 20, 20)]
    [InlineData(0, 50, 121, 1)]
    [InlineData(60, 0, 1, 103)]
    [InlineData(60, 51, 1, 1)]
    [InlineData(0, 0, 121, 103)]
    public void Run_ThinAndBorderMasks_AreFilled(int x, int y, int width, int height)
    {
        using SdRuntime runtime = SdScene.Open("sd15-inpaint");
        Image image = Pictures.Flat(121, 103, 0.5);

        InpaintResult result = SdScene.Run(runtime, image, Holes.Of(121, 103, new PixelRect(x, y, width, height)));

        AssertKept(result);
    }

    [Fact]
    public void Run_EveryPixelFormat_KeepsItsDepth()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        foreach (PixelFormat format in Pictures.AllFormats)
        {
            InpaintResult result = SdScene.Run(runtime, Pictures.Noise(57, 45, format), Holes.Of(57, 45, new PixelRect(20, 10, 14, 9)));

            AssertKept(result);
            Assert.Equal(format, result.Image.Format);
        }
    }

    [Fact]
    public void Run_SoftMask_KeepsWhatIsNotMasked()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        Mask soft = Holes.Of(90, 70, new PixelRect(20, 20, 40, 30));
        for (int i = 0; i < soft.Values.Length; i++)
        {
            soft.Values[i] = (i % 40) / 39f;
        }

        AssertKept(SdScene.Run(runtime, Pictures.Noise(90, 70), soft, SdScene.Quick with { Steps = 5 }));
    }

    [Fact]
    public void Run_SeveralRegions_ShareTheNetworks()
    {
        using SdRuntime runtime = SdScene.Open("sd15");

        InpaintResult result = SdScene.Run(runtime, Pictures.Noise(400, 60), Holes.Of(400, 60, new PixelRect(20, 20, 10, 10), new PixelRect(360, 20, 10, 10)));

        AssertKept(result);
        Assert.Equal(2, result.Trace.Regions.Count);
        Assert.All(result.Trace.Regions, r => Assert.Contains(r.Notes, n => n.Contains("strength 1, guidance 7.5", StringComparison.Ordinal)));
        Assert.Equal(runtime.Info.Model, result.Trace.Model);
        Assert.Equal(result.Trace.Model, TraceJson.Deserialize(TraceJson.Serialize(result.Trace)).Model);
    }

    [Fact]
    public void Run_ConsistencyModel_NeedsFewSteps()
    {
        using var model = new TestModel("sd15");
        Directory.Delete(model.FileOf("unet"), recursive: true);
        Directory.CreateDirectory(model.FileOf("unet"));
        foreach (string file in Directory.EnumerateFiles(GoldenData.PathOf("models/lcm-unet")))
        {
            File.Copy(file, Path.Combine(model.FileOf("unet"), Path.GetFileName(file)));
        }

        model.Edit("scheduler/scheduler_config.json", json => json["_class_name"] = "LCMScheduler");
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = model.Path });

        InpaintResult result = SdScene.Run(runtime, Pictures.Noise(80, 64), Holes.Of(80, 64, new PixelRect(30, 20, 20, 20)), new DiffusionOptions());

        AssertKept(result);
        Assert.Contains(result.Trace.Regions[0].Notes, n => n.StartsWith("4 of 4 steps of Lcm", StringComparison.Ordinal));
    }

    private static void AssertKept(InpaintResult result)
    {
        Assert.True(result.Proof.Holds);
        Assert.NotEqual(result.Trace.Hashes.Input, result.Trace.Hashes.Output);
        Assert.Empty(result.Warnings);
    }
}
