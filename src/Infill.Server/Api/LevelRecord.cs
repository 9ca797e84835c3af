using System.ComponentModel;
using Infill.Imaging;
using Infill.Server.Pyramids;

namespace Infill.Server.Api;

/// <summary>A level of a picture's tiles.</summary>
internal sealed record LevelRecord
{
    [Description("Columns of pixels.")]
    public required int Width { get; init; }

    [Description("Rows of pixels.")]
    public required int Height { get; init; }

    [Description("Tiles per row.")]
    public required int Columns { get; init; }

    [Description("Tiles per column.")]
    public required int Rows { get; init; }

    /// <summary>All levels of a picture, the largest first.</summary>
    public static IReadOnlyList<LevelRecord> Of(ImageHeader header)
    {
        var shape = new PyramidShape(header.Size, header.Format);
        return [.. Enumerable.Range(0, shape.Levels).Select(level => new LevelRecord
        {
            Width = shape.SizeOf(level).Width,
            Height = shape.SizeOf(level).Height,
            Columns = shape.TilesOf(level).Columns,
            Rows = shape.TilesOf(level).Rows,
        })];
    }
}
