using Infill.Evaluation.Cases;

namespace Infill.Evaluation.Runs;

/// <summary>Whatever can fill a case: an engine of this library, or another program.</summary>
public interface IEvalEngine
{
    /// <summary>Name, command and version, as the record keeps them.</summary>
    EvalEngine Info { get; }

    /// <summary>Fills one case.</summary>
    /// <param name="pictures">Input and mask; engines never look at the truth. Not modified.</param>
    /// <param name="seed">Seed; ignored by engines that use none.</param>
    /// <param name="cancellationToken">Ends the fill.</param>
    /// <exception cref="Engines.EngineException">It could not be filled; the message says why.</exception>
    EvalFill Fill(CasePictures pictures, int seed, CancellationToken cancellationToken);
}
