namespace Infill.Workflows.Products;

/// <summary>A background as the command line and the server write it.</summary>
/// <param name="Colors">Colour or gradient, or nothing at all; null for the other kinds.</param>
/// <param name="File">Path of a picture, or null.</param>
/// <param name="Prompt">What an engine shall fill, or null.</param>
public sealed record BackgroundText(Backdrop? Colors, string? File, string? Prompt)
{
    /// <summary>The background if none is asked for.</summary>
    public const string Default = "white";

    private const string NoneWord = "none";
    private const string GradientWord = "gradient:";
    private const string PromptWord = "prompt:";

    /// <summary>What may be written, for messages.</summary>
    public static string Forms => FormsWithoutFile + ", or a picture's file";

    /// <summary>The same where no file can be named.</summary>
    public static string FormsWithoutFile => "a colour (white, #e8ecf0), gradient:COLOUR-COLOUR with @down, @up, @left, @right or @out behind it, none (transparent), prompt:\"TEXT\"";

    /// <summary>What a shell may complete.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. ColorText.Words, NoneWord, GradientWord, PromptWord];

    /// <summary>True for transparency.</summary>
    public bool IsClear => Colors?.IsClear == true;

    /// <summary>The shadow if none is asked for: a contact shadow, where there is a ground that this program draws.</summary>
    public ProductShadow UsualShadow => Prompt is not null || IsClear ? ProductShadow.None : ProductShadow.Contact;

    /// <summary>Reads a text; null if it is none of the forms. A text that is no other form names a file, whether there is one or not.</summary>
    public static BackgroundText? Parse(string text)
    {
        if (text == NoneWord)
        {
            return new BackgroundText(new Backdrop { IsClear = true }, null, null);
        }

        if (ColorText.Parse(text) is (float, float, float) color)
        {
            return new BackgroundText(new Backdrop { From = color, To = color }, null, null);
        }

        if (text.StartsWith(GradientWord, StringComparison.Ordinal))
        {
            return ParseGradient(text[GradientWord.Length..]) is Backdrop gradient ? new BackgroundText(gradient, null, null) : null;
        }

        if (text.StartsWith(PromptWord, StringComparison.Ordinal))
        {
            return string.IsNullOrWhiteSpace(text[PromptWord.Length..]) ? null : new BackgroundText(null, null, text[PromptWord.Length..].Trim());
        }

        // A colour that is written wrong is more likely than a file of that name, which ./ leads to.
        return text.StartsWith('#') || string.IsNullOrWhiteSpace(text) ? null : new BackgroundText(null, text, null);
    }

    private static Backdrop? ParseGradient(string text)
    {
        string[] parts = text.Split('@');
        string[] colors = parts[0].Split('-');
        GradientDirection direction = GradientDirection.Down;
        bool isDirected = parts.Length == 1 || (parts.Length == 2 && !int.TryParse(parts[1], out _) && Enum.TryParse(parts[1], ignoreCase: true, out direction));
        return isDirected && colors.Length == 2 && ColorText.Parse(colors[0]) is (float, float, float) from && ColorText.Parse(colors[1]) is (float, float, float) to
            ? new Backdrop { From = from, To = to, Direction = direction }
            : null;
    }
}
