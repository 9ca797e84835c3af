using Infill.Diffusion.Schedules;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class SamplerPresetTests
{
    private const string Model = """
        {"_class_name": "DDIMScheduler", "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "prediction_type": "v_prediction",
         "clip_sample": false, "steps_offset": 0}
        """;

    public static TheoryData<string> Names => [.. SamplerPreset.All.Select(preset => preset.Name)];

    [Theory, MemberData(nameof(Names))]
    public void For_AnyModel_KeepsItsNoiseAndMakesAPlan(string name)
    {
        SamplerPreset preset = SamplerPreset.Find(name.ToUpperInvariant());
        SchedulerConfig config = preset.For(Model);

        Assert.Equal(preset.Kind, config.Kind);
        Assert.Equal((0.00085, 0.012), (config.Betas.Start, config.Betas.End));
        Assert.Equal(PredictionType.Velocity, config.Prediction);
        Assert.Equal(preset.Sigmas ?? SigmaSpacing.Timesteps, config.Spacing.Sigmas);
        Assert.NotEmpty(SamplingPlan.Create(config, new SamplingOptions { Steps = 6 }).Steps);
    }

    [Fact]
    public void For_AStochasticSolver_DrawsNoise()
    {
        Assert.True(SamplerPreset.Find("dpmpp-2m-sde").For(Model).Solver.IsStochastic);
        Assert.False(SamplerPreset.Find("dpmpp-2m").For(Model).Solver.IsStochastic);
        Assert.Equal(3, SamplerPreset.Find("dpmpp-3m").For(Model).Solver.Order);
    }

    [Fact]
    public void Find_NoSuchName_ListsAll()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SamplerPreset.Find("eulr"));

        Assert.Contains("\"eulr\" is no scheduler; known are ddim, ddpm, pndm, euler", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForStableDiffusion_AnyConfiguration_HasTheOffsetThatItsPipelinesTake()
    {
        SchedulerConfig config = SamplerPreset.Find("ddim").For(Model);

        Assert.Equal((0, 1), (config.Spacing.Offset, config.ForStableDiffusion().Spacing.Offset));
        Assert.Equal(901, SamplingPlan.Create(config.ForStableDiffusion(), new SamplingOptions { Steps = 10 }).Steps[0].At.Timestep);
    }
}
