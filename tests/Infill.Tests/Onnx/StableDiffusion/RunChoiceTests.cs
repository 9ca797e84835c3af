using Infill.Diffusion.Schedules;
using Infill.Engines;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class RunChoiceTests
{
    [Theory]
    [InlineData("sd15", 20, 1, 7.5, SamplerKind.Ddim)]
    [InlineData("sd15-inpaint", 20, 1, 7.5, SamplerKind.Ddim)]
    [InlineData("sd21-v", 20, 1, 7.5, SamplerKind.Ddim)]
    [InlineData("sdxl", 20, 0.9999, 7.5, SamplerKind.Euler)]
    public void Of_NothingAsked_IsTheModelsDefault(string name, int steps, double strength, double guidance, SamplerKind kind)
    {
        using SdModel model = Open(name);

        RunChoice choice = RunChoice.Of(model, new FillOptions { Prompt = "a cat" });

        Assert.Equal((steps, strength, guidance, kind), (choice.Sampling.Steps, choice.Sampling.Strength, choice.Guidance.Scale, choice.Scheduler.Kind));
        Assert.True(choice.IsLed);
        Assert.Equal(LatentBlend.Estimate, choice.Blend);
        Assert.Equal("a cat", choice.Prompts.Positive);
    }

    [Fact]
    public void Of_EverythingAsked_IsThat()
    {
        using SdModel model = Open("sd15");

        RunChoice choice = RunChoice.Of(model, new FillOptions
        {
            Diffusion = new DiffusionOptions
            {
                Steps = 7,
                Strength = 0.5,
                Sampler = "Euler-Karras",
                NegativePrompt = "blur",
                ClipSkip = 1,
                Guidance = new GuidanceChoice { Scale = 3, Rescale = 0.25, Begin = 0.1, End = 0.9 },
            },
        });

        Assert.Equal((7, 0.5), (choice.Sampling.Steps, choice.Sampling.Strength));
        Assert.Equal((SamplerKind.Euler, SigmaSpacing.Karras), (choice.Scheduler.Kind, choice.Scheduler.Spacing.Sigmas));
        Assert.Equal((3, 0.25, 0.1, 0.9), (choice.Guidance.Scale, choice.Guidance.Rescale, choice.Guidance.Begin, choice.Guidance.End));
        Assert.Equal(("", "blur", 1), (choice.Prompts.Positive, choice.Prompts.Negative, choice.Prompts.SkippedLayers));
        Assert.Equal(3, choice.Plan().Steps.Count);
    }

    [Theory]
    [InlineData("lcm", 4, 1, false)]
    [InlineData("tcd", 4, 1, false)]
    [InlineData("euler-a", 20, 7.5, true)]
    public void Of_DistilledSampler_TakesFewStepsWithoutGuidance(string sampler, int steps, double guidance, bool isLed)
    {
        using SdModel model = Open("sd15");

        RunChoice choice = RunChoice.Of(model, Asked(new DiffusionOptions { Sampler = sampler }));

        Assert.Equal((steps, guidance, isLed), (choice.Sampling.Steps, choice.Guidance.Scale, choice.IsLed));
    }

    [Fact]
    public void Of_ModelDistilledWithGuidance_IsToldItsScaleAndRunOnce()
    {
        using SdModel model = Open("sd15");
        using OpenPart<UNetConfig> unet = ModelFolder.OpenUNet(GoldenData.PathOf("models/lcm-unet"));

        RunChoice choice = RunChoice.Of(model with { UNet = unet.Part }, Asked(new DiffusionOptions { Sampler = "lcm" }));

        Assert.Equal((4, 8.5, false), (choice.Sampling.Steps, choice.Guidance.Scale, choice.IsLed));
        Assert.Equal(GuidanceEmbedding.Of(8.5, unet.Part.Config.TimeConditionChannels!.Value), choice.TimeCondition);
    }

    [Theory, InlineData(30, 70), InlineData(3, 3), InlineData(1, 1)]
    public void Plan_RePaint_JumpsAndHoldsTheState(int steps, int evaluations)
    {
        using SdModel model = Open("sd15");

        RunChoice choice = RunChoice.Of(model, Asked(new DiffusionOptions { Sampler = "repaint", Steps = steps }));

        Assert.Equal(LatentBlend.State, choice.Blend);
        Assert.True(choice.Plan().Steps.Count(s => s.Betas.Count == 0) >= evaluations, $"{choice.Plan().Steps.Count(s => s.Betas.Count == 0)} evaluations");
    }

    [Theory]
    [InlineData("sd15", 99, "layers")]
    [InlineData("sdxl", 11, "layers")]
    public void Of_MoreLayersThanThereAre_SaysHowMany(string name, int skipped, string expected)
    {
        using SdModel model = Open(name);

        EngineException error = Assert.Throws<EngineException>(() => RunChoice.Of(model, Asked(new DiffusionOptions { ClipSkip = skipped })));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_StrengthThatLeavesNoStep_IsExplained()
    {
        using SdModel model = Open("sd15");

        EngineException error = Assert.Throws<EngineException>(() => RunChoice.Of(model, Asked(new DiffusionOptions { Strength = 0.01 })).Plan());

        Assert.Contains("leaves no step", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnknownScheduler_IsExplained()
    {
        using SdModel model = Open("sd15");

        EngineException error = Assert.Throws<EngineException>(
            () => RunChoice.Of(model with { SchedulerConfig = """{"_class_name":"MagicScheduler"}""" }, new FillOptions()));

        Assert.Contains("MagicScheduler", error.Message, StringComparison.Ordinal);
    }

    private static SdModel Open(string name) => ModelFolder.Open(GoldenData.PathOf($"models/{name}"));

    private static FillOptions Asked(DiffusionOptions diffusion) => new() { Diffusion = diffusion };
}
