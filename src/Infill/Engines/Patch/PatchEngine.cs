using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>The embedded engine: diffusion from coarse to fine with the closed-form denoiser over the picture's own patches. No weights.</summary>
/// <remarks>A mode-seeking, stochastic approximation of the patch posterior, not an exact score sampler; docs/engines.md says
/// exactly what it is. Soft mask values above 0 are all generated; the composite mask decides how much of them is shown.</remarks>
public sealed class PatchEngine : IInpaintEngine
{
    private readonly PatchSettings _settings;

    /// <summary>The engine with its documented parameters.</summary>
    public PatchEngine()
        : this(new PatchSettings())
    {
    }

    internal PatchEngine(PatchSettings settings) => _settings = settings;

    /// <summary>What the catalog says of this engine.</summary>
    public static EngineInfo Description { get; } = new()
    {
        Name = "patch",
        Summary = "Copies matching pieces of the picture's own surroundings, coarse to fine. No weights, any machine; for removal, textures, small borders.",
        UsesSeed = true,
        Pace = new EnginePace(PerRegion: 0.3, PerHoleMegapixel: 30, PerTileMegapixel: 1),
        Context = new ContextRule(MinPx: 160, Factor: 2.0, BasePx: 300, Slope: 0.8),
    };

    /// <inheritdoc/>
    public EngineInfo Info => Description;

    /// <inheritdoc/>
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(options);
        PatchTileCheck.Require(tile);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };
        return new PatchFill(tile, options.Seed, _settings, parallel).Run(progress);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }
}
