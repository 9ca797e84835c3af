using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>All stages on one picture: a row per region, a column per stage, each under its name.</summary>
internal static class ContactSheet
{
    /// <summary>Longest side of a thumbnail in pixels; smaller pictures keep their size.</summary>
    public const int ThumbnailPx = 192;

    /// <summary>Regions beyond this number are left out; their pictures still lie in the folder.</summary>
    public const int MaxRows = 40;

    private const int GapPx = 8;
    private const int LabelPx = 14;
    private const byte Paper = 32;

    /// <summary>Draws the sheet; at least one row with one picture.</summary>
    public static Image Draw(IReadOnlyList<IReadOnlyList<(string Label, Image Picture)>> rows)
    {
        int columns = rows.Max(r => r.Count);
        int count = Math.Min(rows.Count, MaxRows);
        const int Cell = ThumbnailPx + GapPx;
        var sheet = new Image(
            new PixelSize((columns * Cell) + GapPx, (count * (Cell + LabelPx)) + GapPx), new PixelFormat(ColorModel.Rgb, false, 8));
        Array.Fill(sheet.Samples8, Paper);
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < rows[row].Count; column++)
            {
                (string label, Image picture) = rows[row][column];
                int left = GapPx + (column * Cell);
                int top = GapPx + (row * (Cell + LabelPx));
                PixelFont.Write(sheet, $"{row + 1} {label}", left, top);
                Place(sheet, picture, left, top + LabelPx);
            }
        }

        return sheet;
    }

    /// <summary>Mean of the covered pixels: sharp enough to judge, free of moiré.</summary>
    private static void Place(Image sheet, Image picture, int left, int top)
    {
        double scale = Math.Max(1, (double)Math.Max(picture.Width, picture.Height) / ThumbnailPx);
        int width = Math.Max(1, (int)(picture.Width / scale));
        int height = Math.Max(1, (int)(picture.Height / scale));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                PixelRect covered = PixelRect.FromEdges(
                    (int)(x * scale), (int)(y * scale),
                    Math.Clamp((int)((x + 1) * scale), (int)(x * scale) + 1, picture.Width),
                    Math.Clamp((int)((y + 1) * scale), (int)(y * scale) + 1, picture.Height));
                for (int c = 0; c < 3; c++)
                {
                    sheet[left + x, top + y, c] = Mean(picture, covered, picture.Format.ColorChannels == 1 ? 0 : c);
                }
            }
        }
    }

    private static int Mean(Image picture, PixelRect covered, int channel)
    {
        long sum = 0;
        for (int y = covered.Y; y < covered.Bottom; y++)
        {
            for (int x = covered.X; x < covered.Right; x++)
            {
                sum += picture[x, y, channel];
            }
        }

        return (int)(sum / covered.Area);
    }
}
