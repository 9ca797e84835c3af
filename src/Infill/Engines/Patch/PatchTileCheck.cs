using System.Globalization;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>Refuses tiles that the engine's number formats cannot hold, before any memory is spent on them.</summary>
internal static class PatchTileCheck
{
    /// <summary>A row is the upper, signed half of a packed position, and the padding needs rows too: 32,752.</summary>
    public const int MostSidePx = short.MaxValue + 1 - (2 * PatchGrid.Pad);

    /// <summary>Does nothing for a tile that can be searched.</summary>
    /// <exception cref="EngineException">The tile is too large, or a pixel outside the hole is NaN or infinite.</exception>
    public static void Require(Tile tile)
    {
        if (FindSizeReason(tile.Image.Size) is { } reason)
        {
            throw new EngineException(reason);
        }

        Mask hole = tile.Mask;
        for (int i = 0; i < tile.Image.Values.Length; i++)
        {
            if (!float.IsFinite(tile.Image.Values[i]))
            {
                int pixel = i % (hole.Width * hole.Height), x = pixel % hole.Width, y = pixel / hole.Width;
                if (hole[x, y] == 0)
                {
                    throw new EngineException(
                        $"The tile has the value {tile.Image.Values[i]} at ({x}, {y}); outside the mask every value must be a finite number in 0…1.");
                }
            }
        }
    }

    /// <summary>Why a tile of this size cannot be searched, or null: a side above <see cref="MostSidePx"/> or a plane above .NET's array limit.</summary>
    public static string? FindSizeReason(PixelSize size)
    {
        long padded = (size.Width + (2L * PatchGrid.Pad) + PatchGrid.Lanes) * (size.Height + (2L * PatchGrid.Pad));
        long mostPixels = (Array.MaxLength - PatchGrid.Lanes) / PatchGrid.Channels;
        string? limit = Math.Max(size.Width, size.Height) > MostSidePx
            ? string.Create(CultureInfo.InvariantCulture, $"{MostSidePx:N0} pixels a side")
            : padded > mostPixels ? string.Create(CultureInfo.InvariantCulture, $"{mostPixels:N0} pixels") : null;
        return limit is null ? null
            : $"The region with its context is {size}, and the engine 'patch' works on at most {limit}. "
              + "Fill in several runs with smaller masks, or scale the picture down first.";
    }
}
