using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>Width to height, as "16:9" says it.</summary>
/// <param name="Width">Left number, above 0.</param>
/// <param name="Height">Right number, above 0.</param>
internal readonly record struct AspectRatio(double Width, double Height)
{
    /// <summary>Largest ratio of the two sides; a wider picture is a typing error.</summary>
    private const double MaxRatio = 100;

    /// <summary>Width divided by height.</summary>
    public double Value => Width / Height;

    /// <summary>Reads "16:9" or "1.85:1"; false for zeros, other texts and ratios beyond 100:1.</summary>
    public static bool TryParse(string text, out AspectRatio ratio)
    {
        ratio = default;
        string[] parts = text.Split(':');
        if (parts.Length != 2
            || !double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width)
            || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double height))
        {
            return false;
        }

        ratio = new AspectRatio(width, height);
        return ratio.Value is >= 1 / MaxRatio and <= MaxRatio;
    }
}
