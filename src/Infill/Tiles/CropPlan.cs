using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Geometry of one region: pure integers, made without looking at a colour.</summary>
/// <remarks>Tiles have the picture's own scale, so the way back is a shift: picture = tile + (<see cref="SourceInImage"/>.X, .Y).</remarks>
public sealed record CropPlan
{
    /// <summary>What the engine sees: the hole and its context, clipped to the picture.</summary>
    public required PixelRect SourceInImage { get; init; }

    /// <summary>Tight bounds of the pixels that this region fills; always inside <see cref="SourceInImage"/>.</summary>
    public required PixelRect HoleInImage { get; init; }

    /// <summary>The pixels that this region fills, row by row from the top, without overlap. Other regions' pixels may lie between them.</summary>
    public required IReadOnlyList<PixelRun> Runs { get; init; }

    /// <summary>Number of pixels in <see cref="Runs"/>, at least 1.</summary>
    public required long HolePixels { get; init; }

    /// <summary>Index of the entry of <see cref="PlanOptions.Passes"/> that asked for this region, or −1 if none did.</summary>
    public int Pass { get; init; } = -1;

    /// <summary><see cref="HoleInImage"/> in tile coordinates.</summary>
    public PixelRect HoleInTile => HoleInImage.RelativeTo(SourceInImage.X, SourceInImage.Y);
}
