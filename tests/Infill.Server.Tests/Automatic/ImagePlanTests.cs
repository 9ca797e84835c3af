using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Automatic;
using Infill.Server.Jobs;
using Infill.Tiles;

namespace Infill.Server.Tests.Automatic;

/// <summary>What the numbers of the dialect mean for an engine with a model, and for one without.</summary>
public sealed class ImagePlanTests
{
    private static readonly PixelSize Size = new(64, 48);

    private static readonly EngineInfo Model = new()
    {
        Name = "model",
        Summary = "For tests.",
        UsesPrompt = true,
        UsesDiffusion = true,
        Context = new ContextRule(MinPx: 8, Factor: 1, BasePx: 16, Slope: 0.5),
    };

    [Fact]
    public void Read_ForAModel_TakesEverything()
    {
        var request = new ImageRequest
        {
            Prompt = "a cat",
            NegativePrompt = "a dog",
            Steps = 12,
            CfgScale = 5,
            DenoisingStrength = 0.6,
            SamplerName = "DPM++ 2M",
            Scheduler = "Karras",
            Seed = 4,
            InpaintFullResPadding = 40,
            MaskBlur = 3,
            BatchSize = 2,
        };

        JobSpec spec = ImagePlan.Read(request, Size, Model, drawnSeed: 99).Spec;

        DiffusionOptions diffusion = spec.Options.Fill.Diffusion!;
        Assert.Equal((JobWorkflow.Replace, "a cat", 4, 40, 2), (spec.Workflow, spec.Options.Fill.Prompt, spec.Options.Fill.Seed, spec.Options.Plan.ContextPx, spec.Output.Count));
        Assert.Equal((12, 0.6, "dpmpp-2m-karras", 5.0, "a dog"), (diffusion.Steps, diffusion.Strength, diffusion.Sampler, diffusion.Guidance.Scale, diffusion.NegativePrompt));
        Assert.Equal((3, 6), (spec.Options.Mask.GrowPx, spec.Options.Mask.FeatherPx));
    }

    [Theory]
    [InlineData(0, HoleContent.Blur)]
    [InlineData(1, HoleContent.Original)]
    [InlineData(2, HoleContent.Noise)]
    [InlineData(3, HoleContent.Neutral)]
    public void Read_InpaintingFill_IsWhatTheHoleHolds(int fill, HoleContent expected) =>
        Assert.Equal(expected, ImagePlan.Read(new ImageRequest { InpaintingFill = fill }, Size, Model, 1).Spec.Options.Fill.Diffusion!.HoleContent);

    [Theory]
    [InlineData(true, 0, null)]
    [InlineData(true, 32, 32)]
    [InlineData(false, 32, 4096)]
    public void Read_FullRes_IsTheContext(bool fullRes, int padding, int? expected) =>
        Assert.Equal(expected, ImagePlan.Read(new ImageRequest { InpaintFullRes = fullRes, InpaintFullResPadding = padding }, Size, Model, 1).Spec.Options.Plan.ContextPx);

    [Fact]
    public void Read_ForAnEngineWithoutAModel_LeavesItsOptionsOutAndSaysSo()
    {
        EngineInfo plain = Model with { UsesPrompt = false, UsesDiffusion = false };

        (JobSpec spec, IReadOnlyList<string> warnings) = ImagePlan.Read(new ImageRequest { Prompt = "a cat", Seed = -1 }, Size, plain, drawnSeed: 99);

        Assert.Equal((JobWorkflow.Fill, (string?)null, (DiffusionOptions?)null, 99), (spec.Workflow, spec.Options.Fill.Prompt, spec.Options.Fill.Diffusion, spec.Options.Fill.Seed));
        Assert.Single(warnings);
        Assert.Empty(ImagePlan.Read(new ImageRequest { Prompt = " " }, Size, plain, 1).Warnings);
    }

    [Fact]
    public void Read_SeveralFaults_AreAllSaid()
    {
        var request = new ImageRequest { MaskBlur = -1, NIter = 0, InpaintFullRes = false, Width = 512 };

        InvalidRequestException refusal = Assert.Throws<InvalidRequestException>(() => ImagePlan.Read(request, Size, Model, 1));

        Assert.Equal(4, refusal.Reasons.Count);
    }
}
