using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>Letters of 3×5 dots for labels: no font file, the same on every machine.</summary>
internal static class PixelFont
{
    private const int Columns = 3;
    private const int Rows = 5;
    private const int DotPx = 2;
    private const byte Ink = 220;

    /// <summary>Letters, then digits; five rows of three bits each, top first, each row as a digit 0–7.</summary>
    private static readonly string[] Glyphs =
    [
        "25755", "65656", "34443", "65556", "74647", "74644", "34553", "55755", "72227", "11152", "55655", "44447", "57755",
        "65555", "25552", "65644", "25563", "65655", "34216", "72222", "55557", "55552", "55775", "55255", "55222", "71247",
        "25552", "26227", "61247", "61216", "55711", "74616", "34652", "71222", "25252", "25316",
    ];

    /// <summary>Writes letters and digits (case does not matter; other characters are spaces) with their top left corner at (x, y).</summary>
    public static void Write(Image picture, string text, int x, int y)
    {
        foreach (char letter in text.ToUpperInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                Draw(picture, Glyphs[char.IsAsciiDigit(letter) ? 26 + letter - '0' : letter - 'A'], x, y);
            }

            x += (Columns + 1) * DotPx;
        }
    }

    private static void Draw(Image picture, string glyph, int left, int top)
    {
        for (int dot = 0; dot < Rows * Columns; dot++)
        {
            int bits = glyph[dot / Columns] - '0';
            if ((bits & (1 << (Columns - 1 - (dot % Columns)))) != 0)
            {
                Fill(picture, left + (dot % Columns * DotPx), top + (dot / Columns * DotPx));
            }
        }
    }

    private static void Fill(Image picture, int left, int top)
    {
        for (int i = 0; i < DotPx * DotPx; i++)
        {
            for (int c = 0; c < picture.Format.ColorChannels; c++)
            {
                picture[left + (i % DotPx), top + (i / DotPx), c] = Ink;
            }
        }
    }
}
