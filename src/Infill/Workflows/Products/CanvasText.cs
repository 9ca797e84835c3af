using System.Globalization;
using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>A canvas as the command line and the server write it.</summary>
/// <param name="IsSquare">True for "square".</param>
/// <param name="Size">A size to reach, or null.</param>
public readonly record struct CanvasText(bool IsSquare, PixelSize? Size)
{
    /// <summary>The photo's own canvas.</summary>
    public const string KeepWord = "keep";

    /// <summary>A square around the product.</summary>
    public const string SquareWord = "square";

    /// <summary>Longest side that can be asked for, in pixels.</summary>
    public const int MostSide = 65535;

    /// <summary>What is to be said of a margin beside the photo's own canvas.</summary>
    public static string MarginUnused => "The margin is not used: it is room on a new canvas, and this is the photo's own.";

    /// <summary>True if the product is placed anew.</summary>
    public bool IsNew => IsSquare || Size is not null;

    /// <summary>Reads "keep", "square" or a size such as 1200x1200; null for anything else.</summary>
    public static CanvasText? Parse(string text)
    {
        if (text is KeepWord or SquareWord)
        {
            return new CanvasText(text == SquareWord, null);
        }

        string[] sides = text.Split('x', 'X', '×');
        return sides.Length == 2 && Side(sides[0]) is int width && Side(sides[1]) is int height ? new CanvasText(false, new PixelSize(width, height)) : null;
    }

    /// <summary>The canvas.</summary>
    /// <param name="marginPercent">Room on each side in percent, 0–45; null = <see cref="ProductCanvas.DefaultMargin"/>.</param>
    public ProductCanvas ToCanvas(double? marginPercent) => new() { IsSquare = IsSquare, Size = Size, Margin = marginPercent / 100 ?? ProductCanvas.DefaultMargin };

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side is >= 1 and <= MostSide ? side : null;
}
