using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>One picture of a case on its way to a report.</summary>
/// <param name="Case">The case that it belongs to.</param>
/// <param name="Engine">Engine that made it, or <see cref="Truth"/> or <see cref="Input"/>.</param>
/// <param name="Seed">Seed of the fill, 0 for the other two.</param>
/// <param name="Picture">The whole picture.</param>
public sealed record CaseLook(EvalCaseFacts Case, string Engine, int Seed, Image Picture)
{
    /// <summary>Stands for the true picture; no engine may have this name.</summary>
    public const string Truth = "truth";

    /// <summary>Stands for the picture with the hole; no engine may have this name.</summary>
    public const string Input = "input";
}
