using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>Every picture that one region passed through, kept if <see cref="InpaintOptions.KeepStages"/> asks for it. All in tile coordinates.</summary>
public sealed record RegionStages
{
    /// <summary>Where the tile lies in the picture.</summary>
    public required CropPlan Plan { get; init; }

    /// <summary>The tile as cut from the canvas: earlier regions are filled in it already.</summary>
    public required FloatImage Original { get; init; }

    /// <summary>What the engine generated for.</summary>
    public required Mask Denoise { get; init; }

    /// <summary>How much of it is shown.</summary>
    public required Mask Composite { get; init; }

    /// <summary>The engine's tile before blending.</summary>
    public required FloatImage Generated { get; init; }

    /// <summary>What was stitched.</summary>
    public required FloatImage Blended { get; init; }

    /// <summary>The picture as it stood after each step of the engine, smaller than the tile; empty for engines that show none.</summary>
    public IReadOnlyList<FloatImage> Previews { get; init; } = [];

    /// <summary>One plane, 0 = guessed … 1 = sure; null if the engine cannot tell.</summary>
    public FloatImage? Confidence { get; init; }

    /// <summary>For each tile pixel the index of the tile pixel it was copied from, −1 = none; null if the engine does not copy.</summary>
    public int[]? Sources { get; init; }
}
