namespace Infill;

/// <summary>Puts a trace together from a request and what came of it.</summary>
internal static class TraceWriter
{
    /// <summary>The trace of a finished run; closes the clock.</summary>
    public static Trace Write(InpaintRequest request, RunOutcome outcome, RunClock clock)
    {
        TraceHashes hashes = clock.Measure(Stage.Trace, () => new TraceHashes(
            request.Image.ComputeHash(), request.Mask.ComputeHash(), request.Exclude?.ComputeHash(), outcome.Output.ComputeHash()));
        return new Trace
        {
            Environment = TraceEnvironment.Capture(),
            Workflow = request.Workflow,
            Engine = request.Engine,
            Options = request.Options,
            Guides = request.Guides,
            Hashes = hashes,
            Mask = Describe(request, outcome),
            Regions = outcome.Regions,
            Proof = outcome.Proof,
            Verdict = request.Check?.Invoke(outcome.Output),
            Warnings = outcome.Warnings,
            Times = clock.Close(),
        };
    }

    private static TraceMask Describe(InpaintRequest request, RunOutcome outcome) => new()
    {
        Picture = request.Image.Size,
        Format = request.Image.Format,
        AskedPixels = request.Mask.CountFilled(),
        FilledPixels = outcome.Mask.Denoise.CountFilled(),
        Bounds = outcome.Mask.Denoise.FindBounds(),
        GrownPx = outcome.Mask.GrownPx,
        FeatherPx = outcome.Mask.FeatherPx,
    };
}
