namespace Infill.Engines.Patch;

/// <summary>What the surroundings tell before a run: how far they can be trusted to hold what is missing.</summary>
/// <param name="CoarsestSources">Patches that could be copied at the coarsest level.</param>
/// <param name="Distances">d₀ of every level, finest first.</param>
internal sealed record PatchOutlook(int CoarsestSources, IReadOnlyList<float> Distances)
{
    /// <summary>Half of what the pyramid tries to keep; with less, fills repeat what little there is.</summary>
    public const int FewSources = 400;

    /// <summary>Coarsest d₀ from which shapes as large as the hole count as unlike each other: none up to the first, wholly from the second.</summary>
    private const float FirstUnlike = 40f;
    private const float LastUnlike = 60f;

    /// <summary>The coarsest d₀ in multiples of the finest two: texture differs at every size alike, soft shapes at the coarsest only.</summary>
    private const float FirstSoft = 3.5f;
    private const float LastSoft = 4.5f;

    /// <summary>What is left of the trust where large soft shapes repeat nowhere.</summary>
    private const float LeastTrust = 0.4f;

    /// <summary>0 = shapes as large as the hole repeat, or all is texture; 1 = large soft shapes stand there once, so no patch knows how they go on.</summary>
    /// <remarks>Set on the tuned cases: the five of 25 where a smooth interpolation was clearly nearer to the truth than copies have 1, and two others.</remarks>
    public float Uniqueness => Ramp(Distances[^1], FirstUnlike, LastUnlike)
        * Ramp(Distances[^1] / (MathF.Max(Distances[0], Distances[Math.Min(1, Distances.Count - 1)]) + 1f), FirstSoft, LastSoft);

    /// <summary>Factor on the confidence of every pixel, 0…1.</summary>
    public float Trust => MathF.Min(1f, CoarsestSources / (float)FewSources) * (1f - ((1f - LeastTrust) * Uniqueness));

    private static float Ramp(float value, float from, float to) => Math.Clamp((value - from) / (to - from), 0f, 1f);
}
