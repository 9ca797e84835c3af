using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>A tile of a mask.</summary>
internal sealed record MaskTile
{
    [Description("Column of tiles, from 0; tile x begins at pixel 256 x.")]
    public required int X { get; init; }

    [Description("Row of tiles, from 0.")]
    public required int Y { get; init; }

    [Description("A picture file of the tile in base64, white = fill; 256×256, the last of a row or column what is left.")]
    public required byte[] Base64 { get; init; }
}
