namespace Infill.Bench.Runs;

/// <summary>What the bench can measure, by the word that asks for it.</summary>
internal static class BenchModes
{
    /// <summary>Each writes its tables into <see cref="BenchOptions.Output"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Action<BenchOptions>> All = new Dictionary<string, Action<BenchOptions>>
    {
        ["speed"] = options => new SpeedRun(options).Run(),
        ["memory"] = options => new MemoryRun(options).Run(),
        ["batch"] = options => new BatchRun(options).Run(),
        ["check"] = options => new CheckRun(options).Run(),
        ["networks"] = options => new NetworkRun(options).Run(),
        ["burst"] = options => new BurstRun(options).Run(),
        ["decoder"] = options => new DecoderRun(options).Run(),
        ["modes"] = options => new ModeRun(options).Run(),
        ["clicks"] = options => new ClickRun(options).Run(),
        ["gate"] = options => new GateRun(options).Run(),

        // What networks starts as a process of its own.
        ["start"] = options => new StartRun(options).Run(),
    };
}
