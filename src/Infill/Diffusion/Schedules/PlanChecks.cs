namespace Infill.Diffusion.Schedules;

/// <summary>What every plan requires of its configuration and options.</summary>
internal static class PlanChecks
{
    /// <summary>Refuses options that no plan can be made of.</summary>
    public static void Require(SchedulerConfig config, SamplingOptions options)
    {
        int most = config.Betas.Trained?.Count ?? config.Betas.Timesteps;
        if (options.Steps < 1 || options.Steps > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), $"Steps is {options.Steps}, must be 1 to {most}, the steps that the model was trained with.");
        }

        if (!(options.Strength > 0 && options.Strength <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Strength is {options.Strength}, must be above 0 and at most 1.");
        }

        if ((int)(options.Steps * options.Strength) < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"Strength {options.Strength} of {options.Steps} steps leaves no step; use at least {Math.Ceiling(1 / options.Strength)} steps or a higher strength.");
        }

        if (options.Eta is { } eta && !(eta >= 0 && eta <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Eta is {eta}, must be 0 to 1.");
        }
    }

    /// <summary>Evaluations to leave out at the start of a run of less than full strength: the reference's rule.</summary>
    /// <remarks>k = min(⌊N·strength⌋, N) steps are made, so N − k are left out.</remarks>
    public static int StepsLeftOut(SamplingOptions options) =>
        Math.Max(options.Steps - Math.Min((int)(options.Steps * options.Strength), options.Steps), 0);

    /// <summary>Refuses a step that would divide by an α of 0.</summary>
    public static void RequireSignal(SamplingPlan plan)
    {
        if (plan.Config.Prediction == PredictionType.Epsilon && plan.Steps.Any(step => step.At.Alpha == 0))
        {
            throw new NotSupportedException(
                "The first step of a model with zero terminal signal holds noise only, and a model that predicts noise (\"epsilon\") says nothing there; "
                + "use \"v_prediction\" or \"sample\", or leading timestep spacing.");
        }
    }
}
