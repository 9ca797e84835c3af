using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class SdForecastTests
{
    private static readonly PixelSize Region = new(90, 61);

    [Fact]
    public void Foresee_MoreWork_CostsMore()
    {
        double exact = Seconds(new DiffusionOptions { Steps = 20 });

        Assert.True(exact > 0);
        Assert.InRange(Seconds(new DiffusionOptions { Steps = 10 }), exact * 0.4, exact * 0.7);
        Assert.InRange(Seconds(new DiffusionOptions { Steps = 20, Guidance = new GuidanceChoice { Scale = 1 } }), exact * 0.4, exact * 0.7);
        Assert.True(Seconds(new DiffusionOptions { Steps = 20, RefineStrength = 0.5 }) > exact * 1.3);
        Assert.True(Seconds(new DiffusionOptions { Steps = 20 }, new StepCache { Interval = 3 }) < exact * 0.7);
    }

    [Fact]
    public void Foresee_Bytes_AreThoseThatAFillAsksFor()
    {
        using SdRuntime runtime = SdScene.Open("sd15-inpaint");

        EngineCost cost = Foresee(runtime, new FillOptions());

        PixelSize work = WorkFrame.For(Region, runtime.Model.Variant.NativeSide, runtime.Model.Variant.Factor, runtime.SideMultiple).Work;
        Assert.Equal(MemoryNeed.Of(runtime.Model, work, isTiled: false), cost.SharedBytes + cost.FillBytes);
        Assert.True(cost.SharedBytes >= MemoryNeed.Weights(runtime.Model.UNet) && cost.OpeningSeconds > 0);
    }

    // What a fill refuses is refused before anything is loaded, in the same words.
    [Theory]
    [InlineData("leaves no step")]
    [InlineData("layers of the text encoder")]
    public void Foresee_WhatAFillRefuses_IsRefusedAlike(string reason)
    {
        using SdRuntime runtime = SdScene.Open("sd15-inpaint");
        var options = new FillOptions
        {
            Diffusion = reason.StartsWith("layers", StringComparison.Ordinal) ? new DiffusionOptions { ClipSkip = 11 } : new DiffusionOptions { Steps = 2, Strength = 0.1 },
        };

        EngineException foreseen = Assert.Throws<EngineException>(() => Foresee(runtime, options));

        using var engine = new SdEngine(runtime);
        EngineException run = Assert.Throws<EngineException>(() => engine.Fill(SdScene.Tile(), options, null, TestContext.Current.CancellationToken));
        Assert.Contains(reason, foreseen.Message, StringComparison.Ordinal);
        Assert.Equal(run.Message, foreseen.Message);
    }

    [Fact]
    public void Foresee_TooLittleMemory_IsALimit()
    {
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf("models/sd15-inpaint"), MemoryLimit = 1 << 20 });

        Assert.Equal(ModelFault.Limit, Assert.Throws<ModelException>(() => Foresee(runtime, new FillOptions())).Fault);
    }

    [Fact]
    public void Foresee_OnnxExport_KnowsMemoryButNoTime()
    {
        Assert.SkipUnless(GoldenData.Has("models/sd15-inpaint-onnx"), "Not in this recording.");
        using SdRuntime runtime = SdScene.Open("sd15-inpaint-onnx");

        EngineCost cost = Foresee(runtime, new FillOptions());

        Assert.Null(cost.Seconds);
        Assert.True(cost.SharedBytes > 0);
    }

    private static double Seconds(DiffusionOptions diffusion, StepCache? cache = null)
    {
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf("models/sd15-inpaint"), StepCache = cache });
        return Foresee(runtime, new FillOptions { Diffusion = diffusion }).Seconds!.Value;
    }

    private static EngineCost Foresee(SdRuntime runtime, FillOptions options)
    {
        var catalog = new EngineCatalog();
        runtime.AddTo(catalog);
        return catalog.Foresee(SdRuntime.EngineName, Region, options)!;
    }
}
