namespace Infill.Cli.Evaluation;

/// <summary>One mean of an evaluation.</summary>
/// <param name="Metric">Key of the metric: "patch", "seam", …</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Mean">Mean over the cases, geometric for ratios.</param>
/// <param name="Interval">Ends of the 95 % interval; absent with a single case.</param>
/// <param name="Cases">Cases that count.</param>
internal sealed record EvalMean(string Metric, string Engine, double Mean, IReadOnlyList<double>? Interval, int Cases);
