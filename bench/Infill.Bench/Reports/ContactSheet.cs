using Infill.Bench.Cases;
using Infill.Imaging;

namespace Infill.Bench.Reports;

/// <summary>Rows of cut-outs at their real size: truth, hole, then each fill.</summary>
internal static class ContactSheet
{
    private const int Cell = 260;
    private const int Gap = 4;

    /// <summary>One sheet for some cases; cells follow the order of <paramref name="fills"/>.</summary>
    /// <param name="rows">Cases, from top to bottom.</param>
    /// <param name="fills">Paths of filled pictures of a case, from left to right after truth and hole.</param>
    /// <param name="path">PNG to write.</param>
    public static void Save(IReadOnlyList<PunchedCase> rows, Func<PunchedCase, IReadOnlyList<string>> fills, string path)
    {
        int columns = 2 + rows.Max(r => fills(r).Count);
        var sheet = new FloatImage(3, new PixelSize((columns * (Cell + Gap)) - Gap, (rows.Count * (Cell + Gap)) - Gap));
        sheet.Values.AsSpan().Fill(1f);
        for (int row = 0; row < rows.Count; row++)
        {
            PunchedCase punched = rows[row];
            IEnumerable<FloatImage> pictures = fills(punched).Select(Pictures.Load).Prepend(punched.Punch()).Prepend(punched.Truth);
            int column = 0;
            foreach (FloatImage picture in pictures)
            {
                Paste(picture, punched.Hole, sheet, column * (Cell + Gap), row * (Cell + Gap));
                column++;
            }
        }

        Pictures.SavePng(sheet, path);
    }

    private static void Paste(FloatImage picture, HoleCase hole, FloatImage sheet, int left, int top)
    {
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < Cell; y++)
            {
                for (int x = 0; x < Cell; x++)
                {
                    (int fromX, int fromY) = (hole.X - (Cell / 2) + x, hole.Y - (Cell / 2) + y);
                    bool inside = picture.Size.Bounds.Contains(fromX, fromY);
                    sheet[c, left + x, top + y] = inside ? picture[c, fromX, fromY] : 1f;
                }
            }
        }
    }
}
