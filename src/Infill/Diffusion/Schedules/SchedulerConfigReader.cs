using System.Text.Json;

namespace Infill.Diffusion.Schedules;

/// <summary>Reads a scheduler_config.json as diffusers does: keys of other classes are ignored, missing ones have the class's default.</summary>
public static class SchedulerConfigReader
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="json">Text of the file. The numbers -Infinity, Infinity and NaN, which Python writes, are understood.</param>
    /// <param name="kind">Another sampler for the same model: takes the keys that its own class reads. Null keeps the file's.</param>
    /// <exception cref="InvalidDataException">The text is not a JSON object, names no known class, or holds a value that is not allowed.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that no sampler here does.</exception>
    public static SchedulerConfig Parse(string json, SamplerKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        using JsonDocument document = PythonJson.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"A scheduler's configuration is a JSON object, got {document.RootElement.ValueKind}.");
        }

        SamplerKind own = KindOf(document.RootElement);
        return Read(new SchedulerValues(document.RootElement, SchedulerKeys.Of(kind ?? own)), SchedulerDefaults.For(kind ?? own));
    }

    private static SamplerKind KindOf(JsonElement root)
    {
        string name = root.TryGetProperty("_class_name", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return SchedulerKeys.KindOf(name) ?? throw new InvalidDataException(
            $"The scheduler's configuration has \"_class_name\": \"{name}\"; known are {string.Join(", ", SchedulerKeys.ClassNames)}.");
    }

    private static SchedulerConfig Read(SchedulerValues values, SchedulerConfig defaults)
    {
        RefuseUnknownWays(values);
        return defaults with
        {
            Prediction = values.Choice("prediction_type", defaults.Prediction, SchedulerWords.Predictions),
            Betas = ReadBetas(values, defaults.Betas),
            Spacing = ReadSpacing(values, defaults.Spacing),
            Clip = ReadClip(values, defaults.Clip),
            Solver = ReadSolver(values, defaults.Solver, defaults.Kind),
            Variance = values.Choice("variance_type", defaults.Variance, SchedulerWords.Variances),
            Eta = values.Number("eta", defaults.Eta, (0, 1)),
            TimestepScaling = values.Number("timestep_scaling", defaults.TimestepScaling, (0, 1e6)),
        };
    }

    private static void RefuseUnknownWays(SchedulerValues values)
    {
        foreach (string key in (string[])["use_beta_sigmas", "use_flow_sigmas", "solver_p"])
        {
            if (values.IsSet(key))
            {
                throw new NotSupportedException($"The scheduler's configuration sets \"{key}\", which no sampler here does; choose another scheduler.");
            }
        }

        if (!values.Flag("predict_x0", true))
        {
            throw new NotSupportedException("The scheduler's configuration has \"predict_x0\": false; UniPC here predicts the clean picture only.");
        }

        if (values.Text("timestep_type", "discrete") != "discrete")
        {
            throw new NotSupportedException("The scheduler's configuration has \"timestep_type\": \"continuous\"; only \"discrete\" is known.");
        }
    }

    private static BetaOptions ReadBetas(SchedulerValues values, BetaOptions defaults)
    {
        IReadOnlyList<double>? trained = values.Numbers("trained_betas");
        return new BetaOptions
        {
            Timesteps = trained?.Count ?? values.Whole("num_train_timesteps", defaults.Timesteps, (1, 100_000)),
            Start = values.Number("beta_start", defaults.Start, (0, 1)),
            End = values.Number("beta_end", defaults.End, (0, 1)),
            Schedule = values.Choice("beta_schedule", defaults.Schedule, SchedulerWords.BetaSchedules),
            Trained = trained,
            HasZeroTerminalSnr = values.Flag("rescale_betas_zero_snr", defaults.HasZeroTerminalSnr),
        };
    }

    private static SpacingOptions ReadSpacing(SchedulerValues values, SpacingOptions defaults)
    {
        (string Key, SigmaSpacing Sigmas)[] ways =
        [
            ("use_karras_sigmas", SigmaSpacing.Karras), ("use_exponential_sigmas", SigmaSpacing.Exponential), ("use_lu_lambdas", SigmaSpacing.Lu),
        ];
        (string Key, SigmaSpacing Sigmas)[] chosen = [.. ways.Where(way => values.Flag(way.Key, false))];
        if (chosen.Length > 1)
        {
            throw new InvalidDataException($"The scheduler's configuration sets {string.Join(" and ", chosen.Select(c => $"\"{c.Key}\""))}; only one can be used.");
        }

        SigmaSpacing plain = values.Choice("interpolation_type", SigmaSpacing.Timesteps, SchedulerWords.Interpolations);
        return new SpacingOptions
        {
            Timesteps = values.Choice("timestep_spacing", defaults.Timesteps, SchedulerWords.Spacings),
            Offset = values.Whole("steps_offset", defaults.Offset, (0, 1000)),
            Sigmas = chosen.Length == 1 ? chosen[0].Sigmas : plain,
            SigmaMin = values.IsSet("sigma_min") ? values.Number("sigma_min", 0, (1e-6, 1e6)) : null,
            SigmaMax = values.IsSet("sigma_max") ? values.Number("sigma_max", 0, (1e-6, 1e6)) : null,
            Final = values.Choice("final_sigmas_type", defaults.Final, SchedulerWords.Finals),
            EndsOnAlphaOne = values.Flag("set_alpha_to_one", defaults.EndsOnAlphaOne),
            OriginalSteps = values.Whole("original_inference_steps", defaults.OriginalSteps, (1, 100_000)),
        };
    }

    private static ClipOptions ReadClip(SchedulerValues values, ClipOptions defaults) => new()
    {
        Kind = values.Flag("thresholding", defaults.Kind == ClipKind.Dynamic) ? ClipKind.Dynamic
            : values.Flag("clip_sample", defaults.Kind == ClipKind.Range) ? ClipKind.Range : ClipKind.None,
        Range = values.Number("clip_sample_range", defaults.Range, (0, 1e6)),
        Quantile = values.Number("dynamic_thresholding_ratio", defaults.Quantile, (0, 1)),
        MaxValue = values.Number("sample_max_value", defaults.MaxValue, (1, 1e6)),
    };

    private static SolverOptions ReadSolver(SchedulerValues values, SolverOptions defaults, SamplerKind kind) => new()
    {
        Order = values.Whole("solver_order", defaults.Order, (1, 3)),
        IsStochastic = values.Choice("algorithm_type", defaults.IsStochastic, SchedulerWords.Algorithms),
        Variant = values.Choice("solver_type", defaults.Variant, kind == SamplerKind.UniPc ? SchedulerWords.UniPcVariants : SchedulerWords.DpmVariants),
        LowersOrderAtEnd = values.Flag("lower_order_final", defaults.LowersOrderAtEnd),
        EndsOnEuler = values.Flag("euler_at_final", defaults.EndsOnEuler),
        Uncorrected = values.Numbers("disable_corrector") is { } steps ? [.. steps.Select(n => (int)n)] : defaults.Uncorrected,
        LambdaMin = values.Number("lambda_min_clipped", defaults.LambdaMin, (double.NegativeInfinity, 100)),
    };
}
