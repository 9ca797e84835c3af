namespace Infill.Evaluation.Statistics;

/// <summary>How a later evaluation compares with an earlier one.</summary>
public enum Verdict
{
    /// <summary>No difference beyond noise and what is negligible.</summary>
    Same,

    /// <summary>Better beyond doubt.</summary>
    Better,

    /// <summary>Worse beyond doubt.</summary>
    Worse,
}
