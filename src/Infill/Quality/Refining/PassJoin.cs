namespace Infill.Quality.Refining;

/// <summary>Puts what a pass gave on top of what stood before it.</summary>
internal static class PassJoin
{
    /// <summary>The result after the pass, with a proof against the source: what any pass changed beside the mask would show in it.</summary>
    /// <param name="source">The picture before everything.</param>
    /// <param name="before">The result so far.</param>
    /// <param name="own">What the pass itself gave.</param>
    /// <param name="replaces">True if nothing of the result so far is left.</param>
    /// <exception cref="KeepProofException">A kept pixel changed: a fault in this library.</exception>
    public static InpaintResult Join(Imaging.Image source, InpaintResult before, InpaintResult own, bool replaces)
    {
        KeepProof proof = KeepCheck.Require(source, own.Image, before.Mask.Composite);
        string[] found = [.. own.Trace.Regions.SelectMany(region => region.Warnings)];
        string[] warnings = [.. (replaces ? own.Warnings : before.Warnings.Concat(found)).Distinct()];
        Trace trace = before.Trace;
        return before with
        {
            Image = own.Image,
            Proof = proof,
            Warnings = warnings,
            Stages = replaces ? own.Stages : [.. before.Stages, .. own.Stages],
            Trace = trace with
            {
                Hashes = trace.Hashes with { Output = own.Trace.Hashes.Output },
                Regions = replaces ? own.Trace.Regions : [.. trace.Regions, .. own.Trace.Regions],
                Proof = proof,
                Warnings = warnings,
                Times = Add(trace.Times, own.Trace.Times),
            },
        };
    }

    private static TraceTimes Add(TraceTimes first, TraceTimes second) => new(
        first.Started,
        first.Seconds + second.Seconds,
        [.. first.Stages.Zip(second.Stages, (a, b) => new StageSeconds(a.Stage, a.Seconds + b.Seconds))]);
}
