using System.Globalization;

namespace Infill.Masks;

/// <summary>Reads the text of a <see cref="MaskExpression"/>; every refusal names its column.</summary>
internal static class MaskExpressionParser
{
    private const int MaxPoints = 10_000;
    private const int MaxTerms = 1_000;
    private const double MaxPixels = 1_000_000;
    private const double MaxPercent = 10_000;

    // Below, a percentage of a side could round to 0 pixels, which shapes refuse.
    private const double LeastSize = 1e-6;
    private const int LongestKeyword = 7;
    private const string Terms = "rect:, ellipse:, polygon:, stroke:, color:, click:, box:, subject:, text: or a mask file";

    /// <summary>The terms from left to right, each with its sign.</summary>
    public static IReadOnlyList<MaskTerm> ReadTerms(string text)
    {
        int start = SkipSpace(text, 0);
        if (start == text.Length)
        {
            throw new MaskExpressionException(1, $"it is empty; expected {Terms}.");
        }

        if (text[start] is '-' or '+' && (start + 1 == text.Length || text[start] == '-' || char.IsWhiteSpace(text[start + 1])))
        {
            throw new MaskExpressionException(start + 1, $"it starts with '{text[start]}'; expected {Terms} (write ./{text[start]}name for a file of such a name).");
        }

        List<MaskTerm> terms = [];
        for (bool isSubtracted = false; ;)
        {
            int end = FindOperator(text, start);
            terms.Add(ReadTerm(text, start, end) with { IsSubtracted = isSubtracted });
            if (end == text.Length)
            {
                return terms;
            }

            if (terms.Count == MaxTerms)
            {
                throw new MaskExpressionException(end + 1, $"more than {MaxTerms} terms; put some into a mask file.");
            }

            isSubtracted = text[end] == '-';
            start = SkipSpace(text, end + 1);
        }
    }

    // The next + or - that stands alone or directly before a shape; the text's length if there is none.
    private static int FindOperator(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            bool standsAlone = i > 0 && char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]));
            if (text[i] is '+' or '-' && (standsAlone || StartsShape(text.AsSpan(i + 1))))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool StartsShape(ReadOnlySpan<char> text)
    {
        int colon = text[..Math.Min(text.Length, LongestKeyword + 1)].IndexOf(':');
        return colon > 0 && text[..colon] is "rect" or "ellipse" or "polygon" or "stroke" or "color" or "click" or "box" or "subject" or "text";
    }

    private static MaskTerm ReadTerm(string text, int start, int end)
    {
        string term = text[start..end].TrimEnd();
        int column = start + 1;
        if (term.Length == 0)
        {
            throw new MaskExpressionException(column, $"a term is missing; expected {Terms}.");
        }

        int colon = term.IndexOf(':', StringComparison.Ordinal);
        string keyword = colon > 1 && term.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0 ? term[..colon] : "";
        var body = new MaskTermText(term, colon + 1, column);
        return keyword switch
        {
            "rect" => Shape(MaskTermKind.Rect, body, ReadBox(body, "rect needs x,y,width,height")),
            "ellipse" => Shape(MaskTermKind.Ellipse, body, ReadBox(body, "ellipse needs cx,cy,rx,ry")),
            "polygon" => Shape(MaskTermKind.Polygon, body, ReadPoints(body, 3, "polygon needs at least 3 points x,y x,y x,y")),
            "stroke" => ReadStroke(body),
            "color" => ReadColor(body),
            "click" or "box" => MaskPromptText.Read(body, isBox: keyword == "box"),
            "subject" or "text" => MaskPromptText.ReadBare(body, keyword),
            "" => ReadFile(term, column),
            _ => throw new MaskExpressionException(column, $"unknown shape '{keyword}'; expected {Terms} (write ./{term} for a file of that name)."),
        };
    }

    private static MaskTerm Shape(MaskTermKind kind, MaskTermText body, IReadOnlyList<MaskLength> numbers) =>
        new(kind, body.Term, body.TermColumn) { Numbers = numbers };

    private static MaskTerm ReadFile(string term, int column)
    {
        int control = term.AsSpan().IndexOfAnyInRange('\0', '\u001f');
        return control < 0
            ? new MaskTerm(MaskTermKind.File, term, column)
            : throw new MaskExpressionException(column + control, "a control character; expected the path of a mask file.");
    }

    /// <summary>Four numbers, the last two above 0.</summary>
    internal static MaskLength[] ReadBox(MaskTermText body, string usage)
    {
        MaskTermText[] parts = body.Split(',');
        if (parts.Length != 4)
        {
            throw body.Refuse($"{usage}, 4 numbers; found {parts.Length}.");
        }

        return [ReadNumber(parts[0]), ReadNumber(parts[1]), ReadSize(parts[2]), ReadSize(parts[3])];
    }

    private static List<MaskLength> ReadPoints(MaskTermText body, int least, string usage)
    {
        MaskTermText[] points = body.SplitAtSpace();
        if (points.Length < least || points.Length > MaxPoints)
        {
            throw body.Refuse($"{usage}{(points.Length > MaxPoints ? $", at most {MaxPoints}" : "")}; found {points.Length}.");
        }

        List<MaskLength> numbers = [];
        foreach (MaskTermText point in points)
        {
            MaskTermText[] pair = point.Split(',');
            if (pair.Length != 2)
            {
                throw point.Refuse($"'{point.Body}' is no point; expected x,y without spaces.");
            }

            numbers.Add(ReadNumber(pair[0]));
            numbers.Add(ReadNumber(pair[1]));
        }

        return numbers;
    }

    private static MaskTerm ReadStroke(MaskTermText body)
    {
        const string Usage = "stroke needs radius:x,y x,y …";
        MaskTermText[] parts = body.Split(':');
        return parts.Length == 2
            ? Shape(MaskTermKind.Stroke, body, [ReadSize(parts[0]), .. ReadPoints(parts[1], 1, Usage)])
            : throw body.Refuse($"{Usage}; found {parts.Length - 1} colons after 'stroke:', expected 1.");
    }

    private static MaskTerm ReadColor(MaskTermText body)
    {
        MaskTermText[] parts = body.Split('~');
        if (parts.Length != 2)
        {
            throw body.Refuse($"'{body.Body}' is no colour with tolerance; expected #rrggbb~tolerance, as in #00ff00~20.");
        }

        if (parts[0].Body.Length != 7 || parts[0].Body[0] != '#'
            || !int.TryParse(parts[0].Body.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int color))
        {
            throw parts[0].Refuse($"'{parts[0].Body}' is no colour; expected # and six hexadecimal digits.");
        }

        if (!int.TryParse(parts[1].Body, NumberStyles.None, CultureInfo.InvariantCulture, out int tolerance) || tolerance > 255)
        {
            throw parts[1].Refuse($"'{parts[1].Body}' is no tolerance; expected a whole number from 0 to 255.");
        }

        return Shape(MaskTermKind.Color, body, [new MaskLength(color, false), new MaskLength(tolerance, false)]);
    }

    private static MaskLength ReadSize(MaskTermText text)
    {
        MaskLength length = ReadNumber(text);
        return length.Value >= LeastSize ? length : throw text.Refuse($"'{text.Body}' is no size; expected a number above 0.");
    }

    /// <summary>Pixels or percent.</summary>
    internal static MaskLength ReadNumber(MaskTermText text)
    {
        ReadOnlySpan<char> digits = text.Body.AsSpan();
        bool isPercent = digits.EndsWith("%");
        digits = isPercent ? digits[..^1] : digits;

        // TryParse takes "NaN" and "Infinity" whatever the style.
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            throw text.Refuse($"'{text.Body}' is no number; expected pixels such as 12 or 3.5, or percent such as 10%.");
        }

        double limit = isPercent ? MaxPercent : MaxPixels;
        return Math.Abs(value) <= limit
            ? new MaskLength(value, isPercent)
            : throw text.Refuse($"'{text.Body}' is too large; expected at most {limit:0}{(isPercent ? "%" : " pixels")}.");
    }

    private static int SkipSpace(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}
