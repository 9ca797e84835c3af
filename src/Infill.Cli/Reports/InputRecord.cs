using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>A picture as read.</summary>
internal sealed record InputRecord
{
    /// <summary>Path as the user wrote it.</summary>
    public required string Path { get; init; }

    /// <summary>Columns, after EXIF orientation.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, after EXIF orientation.</summary>
    public required int Height { get; init; }

    /// <summary>Depth and channels: "8-bit RGB".</summary>
    public required string Pixels { get; init; }

    /// <summary>SHA-256 over size, format and samples.</summary>
    public required string PixelSha256 { get; init; }

    /// <summary>The record of a picture.</summary>
    public static InputRecord Of(string path, Image image) => new()
    {
        Path = path,
        Width = image.Width,
        Height = image.Height,
        Pixels = image.Format.ToString(),
        PixelSha256 = image.ComputeHash(),
    };
}
