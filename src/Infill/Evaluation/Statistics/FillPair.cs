using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>Two fills that were asked for the same.</summary>
/// <param name="Case">The case, as run before.</param>
/// <param name="Engine">Engine before.</param>
/// <param name="Against">Engine after: the same name unless two engines are compared.</param>
/// <param name="Before">The earlier fill.</param>
/// <param name="After">The later fill.</param>
public sealed record FillPair(EvalCaseFacts Case, string Engine, string Against, EvalResult Before, EvalResult After);
