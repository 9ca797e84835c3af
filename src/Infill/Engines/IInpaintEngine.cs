using Infill.Tiles;

namespace Infill.Engines;

/// <summary>Fills the hole of one tile. An engine never sees the whole picture; the pipeline never sees a latent.</summary>
public interface IInpaintEngine : IDisposable
{
    /// <summary>Name, abilities and appetite for context.</summary>
    EngineInfo Info { get; }

    /// <summary>Generates content for the pixels whose mask is above 0.</summary>
    /// <param name="tile">Region with surroundings. Not modified.</param>
    /// <param name="options">Seed, threads, prompt.</param>
    /// <param name="progress">Receives every step; may be null.</param>
    /// <param name="cancellationToken">Checked at least once per step.</param>
    /// <returns>A picture of the tile's size and channels with finite values in 0…1, and what is known about it.</returns>
    /// <exception cref="EngineException">The engine cannot fill this tile, for example because nothing is left to copy from.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken);
}
