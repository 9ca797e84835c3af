namespace Infill.Cli.Reports;

/// <summary>The library's messages name its own members; the user of the command line knows the options.</summary>
internal static class OptionWords
{
    private static readonly (string Member, string Option)[] Words =
    [
        ("Mask.GrowPx or Mask.GrowFraction", "--grow"),
        ("Mask.GrowPx", "--grow"),
        ("Mask.GrowFraction", "--grow"),
        ("Mask.FeatherPx", "--feather"),
        ("Mask.FillHolesPx", "--fill-holes"),
        ("Mask.DropSpecksPx", "--drop-specks"),
        ("Plan.ContextPx", "--context"),
        ("Fill.Diffusion.Strength", "--strength"),
        ("Fill.Diffusion.RefineStrength", "--second-pass"),
        ("Fill.Diffusion.Steps", "--steps"),
        ("Fill.Diffusion.Sampler", "--scheduler"),
        ("Fill.Diffusion.ClipSkip", "--clip-skip"),
        ("Fill.Diffusion.HoleContent", "--hole-fill"),
        ("Fill.Diffusion.Guidance.Scale", "--guidance"),
        ("Fill.Diffusion.Guidance.Rescale", "--guidance-rescale"),
        ("Fill.Diffusion.Guidance", "--guidance-interval"),
        ("Fill.Seed", "--seed"),
        ("Fill.Threads", "--threads"),
        ("polarity TransparentFills", "--mask-polarity transparent"),
        ("polarity OpaqueFills", "--mask-polarity opaque"),
        ("WhiteFills or BlackFills", "white or black"),
    ];

    /// <summary>The message with options in place of members.</summary>
    public static string Translate(string message) =>
        Words.Aggregate(message, (text, word) => text.Replace(word.Member, word.Option, StringComparison.Ordinal));
}
