using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;

namespace Infill;

/// <summary>Holds every option to the range that its documentation gives.</summary>
internal static class OptionsValidator
{
    /// <summary>Largest growth and feather in pixels.</summary>
    public const int MaxMaskPx = 512;

    /// <summary>Largest context in pixels.</summary>
    public const int MaxContextPx = 4096;

    /// <summary>Most passes: far more than any border needs, few enough to plan at once.</summary>
    public const int MaxPasses = 4096;

    public static IReadOnlyList<string> FindReasons(InpaintOptions options, PixelSize picture)
    {
        if (options.Mask is null || options.Plan?.Passes is null || options.Fill is null || options.Blend is null)
        {
            return ["The options of a stage are null; leave them out for their defaults."];
        }

        string?[] reasons =
        [
            .. MaskReasons(options.Mask),
            .. PlanReasons(options.Plan, picture),
            .. FillReasons(options.Fill),
            .. BlendReasons(options.Blend),
        ];
        return [.. reasons.OfType<string>()];
    }

    private static IEnumerable<string?> MaskReasons(MaskOptions mask) =>
    [
        Range("Mask.FillHolesPx", mask.FillHolesPx, 0, int.MaxValue, "pixels"),
        Range("Mask.DropSpecksPx", mask.DropSpecksPx, 0, int.MaxValue, "pixels"),
        Range("Mask.GrowFraction", mask.GrowFraction, 0, 1, "of the object's size"),
        Range("Mask.GrowPx", mask.GrowPx ?? 0, 0, MaxMaskPx, "pixels"),
        Range("Mask.FeatherPx", mask.FeatherPx ?? 0, 0, MaxMaskPx, "pixels"),
    ];

    private static IEnumerable<string?> PlanReasons(PlanOptions plan, PixelSize picture) =>
    [
        Range("Plan.ContextPx", plan.ContextPx ?? 0, 0, MaxContextPx, "pixels"),
        Range("Plan.Passes.Count", plan.Passes.Count, 0, MaxPasses, "passes"),
        .. plan.Passes.Take(MaxPasses).Select((pass, i) => pass.IsEmpty || !picture.Bounds.Contains(pass)
            ? $"Plan.Passes[{i}] is {pass}; a pass must hold a pixel and lie inside the {picture} picture."
            : null),
    ];

    private static IEnumerable<string?> FillReasons(FillOptions fill) =>
    [
        Range("Fill.Seed", fill.Seed, 0, FillOptions.MaxSeed, ""),
        Range("Fill.Threads", fill.Threads, 0, FillOptions.MaxThreads, "threads (0 = one per core)"),
        .. fill.Diffusion is null ? [] : DiffusionValidator.FindReasons(fill.Diffusion),
    ];

    private static IEnumerable<string?> BlendReasons(BlendOptions blend) =>
    [
        Enum.IsDefined(blend.Method)
            ? null
            : $"Blend.Method is {(int)blend.Method}; use one of: {string.Join(", ", Enum.GetNames<BlendMethod>())}.",
        Range("Blend.RingPx", blend.RingPx, 2, 256, "pixels"),
        Range("Blend.SeamLimit", blend.SeamLimit, 1, 10, "(1 = as rough as the neighbourhood)"),
    ];

    // Written so that NaN is out of range.
    public static string? Range(string name, double value, double min, double max, string unit) =>
        value >= min && value <= max ? null : $"{name} is {value}; allowed are {min} to {max}{(unit.Length > 0 ? " " : "")}{unit}.";
}
