using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>What an engine sees of a picture: one region with its surroundings, as float, in sRGB. Engines must not write into it.</summary>
public sealed record Tile
{
    /// <summary>Colour in sRGB encoding, 0…1: 3 channels, or 4 if the region is not fully opaque (straight alpha last). The hole still shows the original.</summary>
    public required FloatImage Image { get; init; }

    /// <summary>Denoise mask of the tile's size, soft: 0 = keep, 1 = free from the first step, v = free for the last fraction v of the run.</summary>
    public required Mask Mask { get; init; }

    /// <summary>Where the engine must not copy from (above 0): the user's exclusions. What stands there is still seen. Null = nowhere.</summary>
    public Mask? Exclude { get; init; }

    /// <summary>Pixels whose content is not to be trusted (above 0): holes of other regions that are filled later. Neither compared with nor copied from. Null = none.</summary>
    public Mask? Unknown { get; init; }

    /// <summary>Lines that the fill should carry through the hole, in tile pixels; empty if the user drew none.</summary>
    public IReadOnlyList<GuideLine> Guides { get; init; } = [];

    /// <summary>Where the tile lies in the picture.</summary>
    public required PixelRect RectInImage { get; init; }
}
