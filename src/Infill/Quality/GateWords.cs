namespace Infill.Quality;

/// <summary>Findings as sentences.</summary>
internal static class GateWords
{
    /// <summary>Detectors from this probability on are named; if none is so sure, the surest is.</summary>
    private const double Named = 0.7;
    private const int MostNamed = 3;

    /// <summary>What is wrong with a part, the surest first.</summary>
    public static IEnumerable<string> Describe(PartVerdict part)
    {
        TraceFinding[] sorted = [.. part.Findings.OrderByDescending(f => f.Probability)];
        int count = Math.Clamp(sorted.Count(f => f.Probability >= Named), 1, MostNamed);
        return sorted.Take(count).Select(f => $"{What(f.Detector)} at {f.Where ?? part.Window}");
    }

    private static string What(string detector) => detector switch
    {
        "seam" => "a seam shows",
        "colorStep" => "the fill's colour differs from its surroundings",
        "sharpness" => "the fill is softer than its surroundings",
        "foreign" => "the fill is unlike anything around it",
        "repetition" => "a block stands twice",
        "flatness" => "the fill is flat",
        "structure" => "lines or edges break off at the border",
        "leftover" => "something stands out in the fill",
        _ => "the fill looks as if text stood in it",
    };
}
