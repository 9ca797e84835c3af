using Infill.Bench.Cases;
using Infill.Evaluation.Metrics;

namespace Infill.Bench.Reports;

/// <summary>One fill, scored.</summary>
/// <param name="Engine">Name of engine or peer.</param>
/// <param name="Seed">Seed, 0 for programs without one.</param>
/// <param name="Hole">The case.</param>
/// <param name="Scores">Every metric.</param>
/// <param name="Keep">What happened to pixels outside the hole.</param>
/// <param name="Picture">Path of the filled picture.</param>
internal sealed record CaseScore(string Engine, int Seed, HoleCase Hole, FillScores Scores, KeepProof Keep, string Picture);
