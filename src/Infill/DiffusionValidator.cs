using Infill.Diffusion.Schedules;
using Infill.Engines;

namespace Infill;

/// <summary>Holds the options of diffusion models to their ranges; what a model allows beyond that, its engine says.</summary>
internal static class DiffusionValidator
{
    public static IEnumerable<string?> FindReasons(DiffusionOptions diffusion)
    {
        if (diffusion.Guidance is null)
        {
            return ["Fill.Diffusion.Guidance is null; leave it out for its defaults."];
        }

        return
        [
            OptionsValidator.Range("Fill.Diffusion.Steps", diffusion.Steps ?? 1, 1, DiffusionOptions.MaxSteps, "steps"),
            Share("Fill.Diffusion.Strength", diffusion.Strength),
            Share("Fill.Diffusion.RefineStrength", diffusion.RefineStrength),
            StepReason(diffusion),
            SamplerReason(diffusion.Sampler),
            OptionsValidator.Range("Fill.Diffusion.ClipSkip", diffusion.ClipSkip, 0, DiffusionOptions.MaxClipSkip, "layers"),
            Enum.IsDefined(diffusion.HoleContent)
                ? null
                : $"Fill.Diffusion.HoleContent is {(int)diffusion.HoleContent}; use one of: {string.Join(", ", Enum.GetNames<HoleContent>())}.",
            .. GuidanceReasons(diffusion.Guidance),
        ];
    }

    private static IEnumerable<string?> GuidanceReasons(GuidanceChoice guidance) =>
    [
        OptionsValidator.Range("Fill.Diffusion.Guidance.Scale", guidance.Scale ?? 1, 0, GuidanceChoice.MaxScale, ""),
        OptionsValidator.Range("Fill.Diffusion.Guidance.Rescale", guidance.Rescale, 0, 1, ""),
        guidance.Begin >= 0 && guidance.Begin <= guidance.End && guidance.End <= 1
            ? null
            : $"Fill.Diffusion.Guidance acts from {guidance.Begin} to {guidance.End} of the run; both must lie in 0 to 1, the first not above the second.",
    ];

    // Written so that NaN is out of range.
    private static string? Share(string name, double? value) =>
        value is null or (> 0 and <= 1) ? null : $"{name} is {value}; allowed is above 0, up to 1 (the whole run).";

    // Only what was asked for can be refused here: a default is the model's, and its engine knows it.
    private static string? StepReason(DiffusionOptions diffusion) =>
        diffusion is { Steps: >= 1 and int steps, Strength: > 0 and <= 1 and double strength } && (int)(steps * strength) < 1
            ? $"Fill.Diffusion.Strength {strength} of {steps} steps leaves no step; use at least {Math.Ceiling(1 / strength)} steps, or a higher strength."
            : null;

    private static string? SamplerReason(string? name) =>
        name is null || SamplerPreset.All.Any(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"Fill.Diffusion.Sampler is '{name}'; use one of: {string.Join(", ", SamplerPreset.All.Select(preset => preset.Name))}.";
}
