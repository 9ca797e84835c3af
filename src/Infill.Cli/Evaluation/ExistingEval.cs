namespace Infill.Cli.Evaluation;

/// <summary>What to do if the output folder holds an evaluation already.</summary>
internal enum ExistingEval
{
    /// <summary>Refuse to run.</summary>
    Refuse,

    /// <summary>Start anew; the old one is replaced.</summary>
    Overwrite,

    /// <summary>Take over its results of equal pictures and engines, and run what is missing.</summary>
    Resume,
}
