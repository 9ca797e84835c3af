using Infill.Diffusion.Schedules;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class SchedulerConfigReaderTests
{
    private const string Sd15 = """
        {"_class_name": "PNDMScheduler", "_diffusers_version": "0.6.0", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085,
         "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1, "trained_betas": null, "clip_sample": false}
        """;

    [Fact]
    public void Parse_AnUsualFile_HasItsValuesAndTheClassesDefaults()
    {
        SchedulerConfig config = SchedulerConfigReader.Parse(Sd15);

        Assert.Equal(SamplerKind.Pndm, config.Kind);
        Assert.Equal(new BetaOptions { Start = 0.00085, End = 0.012, Schedule = BetaSchedule.ScaledLinear }, config.Betas);
        Assert.Equal((TimestepSpacing.Leading, 1, false), (config.Spacing.Timesteps, config.Spacing.Offset, config.Spacing.EndsOnAlphaOne));
        Assert.Equal(PredictionType.Epsilon, config.Prediction);
    }

    [Fact]
    public void Parse_AnotherSamplerForTheModel_TakesTheKeysOfItsOwnClass()
    {
        SchedulerConfig euler = SchedulerConfigReader.Parse(Sd15, SamplerKind.Euler);
        SchedulerConfig ddim = SchedulerConfigReader.Parse(Sd15, SamplerKind.Ddim);

        // Euler's own default spacing, because the file has none; the model's noise and offset stay.
        Assert.Equal((SamplerKind.Euler, TimestepSpacing.Linspace, 1), (euler.Kind, euler.Spacing.Timesteps, euler.Spacing.Offset));
        Assert.Equal(0.00085, euler.Betas.Start);
        Assert.Equal(ClipKind.None, ddim.Clip.Kind);
        Assert.Equal(ClipKind.Range, SchedulerDefaults.For(SamplerKind.Ddim).Clip.Kind);
    }

    [Theory]
    [InlineData("LMSDiscreteScheduler", "\"rescale_betas_zero_snr\": true")]
    [InlineData("EulerAncestralDiscreteScheduler", "\"use_karras_sigmas\": true")]
    [InlineData("DPMSolverSinglestepScheduler", "\"timestep_spacing\": \"trailing\"")]
    [InlineData("DDIMScheduler", "\"skip_prk_steps\": \"nonsense\"")]
    [InlineData("DDIMScheduler", "\"no such key\": {\"a\": [1]}")]
    public void Parse_AKeyThatTheClassDoesNotKnow_IsIgnored(string name, string key)
    {
        SchedulerConfig with = SchedulerConfigReader.Parse($$"""{"_class_name": "{{name}}", {{key}}}""");
        SchedulerConfig without = SchedulerConfigReader.Parse($$"""{"_class_name": "{{name}}"}""");

        Assert.Equal(without, with);
    }

    [Theory]
    [InlineData("DDIMScheduler", SamplerKind.Ddim)]
    [InlineData("DDPMScheduler", SamplerKind.Ddpm)]
    [InlineData("EulerDiscreteScheduler", SamplerKind.Euler)]
    [InlineData("HeunDiscreteScheduler", SamplerKind.Heun)]
    [InlineData("DPMSolverMultistepScheduler", SamplerKind.DpmMultistep)]
    [InlineData("DPMSolverSinglestepScheduler", SamplerKind.DpmSinglestep)]
    [InlineData("UniPCMultistepScheduler", SamplerKind.UniPc)]
    [InlineData("LCMScheduler", SamplerKind.Lcm)]
    [InlineData("TCDScheduler", SamplerKind.Tcd)]
    [InlineData("RePaintScheduler", SamplerKind.RePaint)]
    public void Parse_NoKeys_HasTheDefaultsOfTheClass(string name, SamplerKind kind)
    {
        SchedulerConfig config = SchedulerConfigReader.Parse($$"""{"_class_name": "{{name}}"}""");

        Assert.Equal(SchedulerDefaults.For(kind), config);
    }

    [Fact]
    public void Parse_EveryKeyOfTheSolvers_IsRead()
    {
        SchedulerConfig config = SchedulerConfigReader.Parse("""
            {"_class_name": "DPMSolverMultistepScheduler", "solver_order": 3, "algorithm_type": "sde-dpmsolver++", "solver_type": "heun",
             "lower_order_final": false, "euler_at_final": true, "lambda_min_clipped": -5.1, "use_karras_sigmas": true, "final_sigmas_type": "sigma_min",
             "thresholding": true, "dynamic_thresholding_ratio": 0.9, "sample_max_value": 2, "timestep_spacing": "trailing", "steps_offset": 3,
             "prediction_type": "v_prediction", "rescale_betas_zero_snr": true, "trained_betas": [0.1, 0.2]}
            """);

        SolverOptions solver = config.Solver;
        Assert.Equal((3, true, SolverVariant.Heun), (solver.Order, solver.IsStochastic, solver.Variant));
        Assert.Equal((false, true, -5.1), (solver.LowersOrderAtEnd, solver.EndsOnEuler, solver.LambdaMin));
        Assert.Equal((SigmaSpacing.Karras, FinalSigma.SigmaMin), (config.Spacing.Sigmas, config.Spacing.Final));
        Assert.Equal(new ClipOptions { Kind = ClipKind.Dynamic, Quantile = 0.9, MaxValue = 2 }, config.Clip);
        Assert.Equal((TimestepSpacing.Trailing, 3), (config.Spacing.Timesteps, config.Spacing.Offset));
        Assert.Equal(PredictionType.Velocity, config.Prediction);
        Assert.Equal((2, true), (config.Betas.Timesteps, config.Betas.HasZeroTerminalSnr));
        Assert.Equal([0.1, 0.2], config.Betas.Trained);
    }

    [Theory]
    [InlineData("use_exponential_sigmas", SigmaSpacing.Exponential)]
    [InlineData("use_lu_lambdas", SigmaSpacing.Lu)]
    public void Parse_OtherLevels_AreTaken(string key, SigmaSpacing sigmas)
    {
        SchedulerConfig config = SchedulerConfigReader.Parse($$"""{"_class_name": "DPMSolverMultistepScheduler", "{{key}}": true}""");

        Assert.Equal(sigmas, config.Spacing.Sigmas);
    }

    [Fact]
    public void Parse_KeysOfEuler_AreRead()
    {
        SchedulerConfig config = SchedulerConfigReader.Parse(
            """{"_class_name": "EulerDiscreteScheduler", "sigma_min": 0.1, "sigma_max": 9, "interpolation_type": "log_linear"}""");

        Assert.Equal((0.1, 9.0, SigmaSpacing.LogLinear), (config.Spacing.SigmaMin, config.Spacing.SigmaMax, config.Spacing.Sigmas));
    }

    [Fact]
    public void Parse_WordsOfPython_AreNumbersOutsideTexts()
    {
        SchedulerConfig config = SchedulerConfigReader.Parse(
            """{"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "note": "NaN \" -Infinity", "other": [NaN, Infinity]}""");

        Assert.Equal(double.NegativeInfinity, config.Solver.LambdaMin);
    }

    [Theory]
    [InlineData("""{"_class_name": "DPMSolverMultistepScheduler", "solver_type": "bh2", "algorithm_type": "deis"}""", SolverVariant.Midpoint)]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "solver_type": "midpoint"}""", SolverVariant.Bh2)]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "solver_type": "bh1"}""", SolverVariant.Bh1)]
    public void Parse_AWordOfTheOtherSolvers_MeansTheDefault(string json, SolverVariant variant) =>
        Assert.Equal(variant, SchedulerConfigReader.Parse(json).Solver.Variant);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"_class_name\": \"DDIMSch", "not JSON: line 1")]
    [InlineData("[]", "is a JSON object, got Array")]
    [InlineData("{}", "\"_class_name\": \"\"; known are DDIMScheduler, DDPMScheduler")]
    [InlineData("""{"_class_name": "KarrasVeScheduler"}""", "\"_class_name\": \"KarrasVeScheduler\"")]
    [InlineData("""{"_class_name": 3}""", "known are")]
    [InlineData("""{"_class_name": "DDIMScheduler", "beta_schedule": "cubic"}""", "\"beta_schedule\": \"cubic\"; it must be one of linear, scaled_linear, squaredcos_cap_v2")]
    [InlineData("""{"_class_name": "DDIMScheduler", "prediction_type": 7}""", "\"prediction_type\": 7; it must be one of epsilon, v_prediction, sample")]
    [InlineData("""{"_class_name": "DDIMScheduler", "num_train_timesteps": 0}""", "a number from 1 to 100000")]
    [InlineData("""{"_class_name": "DDIMScheduler", "num_train_timesteps": 1e99}""", "a number from 1 to 100000")]
    [InlineData("""{"_class_name": "DDIMScheduler", "num_train_timesteps": 10.5}""", "a whole number from 1 to 100000")]
    [InlineData("""{"_class_name": "DDIMScheduler", "beta_start": NaN}""", "\"beta_start\": \"NaN\"; it must be a number from 0 to 1")]
    [InlineData("""{"_class_name": "DDIMScheduler", "beta_start": "0.1"}""", "a number from 0 to 1")]
    [InlineData("""{"_class_name": "DDIMScheduler", "clip_sample": "no"}""", "true or false")]
    [InlineData("""{"_class_name": "DDIMScheduler", "trained_betas": []}""", "a list of 1 to 100000 numbers")]
    [InlineData("""{"_class_name": "DDIMScheduler", "trained_betas": [0.1, 3]}""", "\"trained_betas\": 3")]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "solver_order": 4}""", "a number from 1 to 3")]
    [InlineData("""{"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "dpmsolver"}""", "one of dpmsolver++, sde-dpmsolver++, deis")]
    [InlineData("""{"_class_name": "DPMSolverMultistepScheduler", "use_karras_sigmas": true, "use_lu_lambdas": true}""", "sets \"use_karras_sigmas\" and \"use_lu_lambdas\"")]
    [InlineData("""{"_class_name": "EulerDiscreteScheduler", "timestep_type": 1}""", "must be text")]
    public void Parse_AFileThatIsWrong_SaysWhatAndWhatIsAllowed(string json, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SchedulerConfigReader.Parse(json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "use_flow_sigmas": true}""", "\"use_flow_sigmas\"")]
    [InlineData("""{"_class_name": "EulerDiscreteScheduler", "use_beta_sigmas": true}""", "\"use_beta_sigmas\"")]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "solver_p": {"a": 1}}""", "\"solver_p\"")]
    [InlineData("""{"_class_name": "UniPCMultistepScheduler", "predict_x0": false}""", "\"predict_x0\": false")]
    [InlineData("""{"_class_name": "EulerDiscreteScheduler", "timestep_type": "continuous"}""", "\"continuous\"")]
    public void Parse_AWayThatNoSamplerGoes_IsRefused(string json, string message)
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => SchedulerConfigReader.Parse(json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnEndlessValue_IsCutInTheMessage()
    {
        string json = $$"""{"_class_name": "DDIMScheduler", "beta_schedule": "{{new string('x', 10_000)}}"}""";

        Assert.InRange(Assert.Throws<InvalidDataException>(() => SchedulerConfigReader.Parse(json)).Message.Length, 80, 300);
    }
}
