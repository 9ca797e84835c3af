using System.Globalization;

namespace Infill.Masks;

/// <summary>Reads the terms of a <see cref="MaskExpression"/> that ask a network: <c>click:</c>, <c>box:</c>, <c>subject:</c>, <c>text:</c>.</summary>
internal static class MaskPromptText
{
    private const int MostCandidates = 9;

    /// <summary>Clicks, or a box with or without clicks, and which proposal.</summary>
    public static MaskTerm Read(MaskTermText body, bool isBox)
    {
        string usage = isBox ? "box needs x,y,width,height, or x,y,width,height:x,y -x,y" : "click needs x,y -x,y …";
        MaskTermText[] parts = body.Split('@');
        int candidate = parts.Length == 1 ? 1 : ReadCandidate(parts[1]);
        MaskTermText[] places = isBox ? parts[0].Split(':') : [parts[0]];
        if (parts.Length > 2 || places.Length > 2)
        {
            throw body.Refuse($"{usage}, with at most one @number; found '{body.Body}'.");
        }

        MaskLength[] box = isBox ? MaskExpressionParser.ReadBox(places[0], usage) : [];
        MaskTermText[] clicks = isBox && places.Length == 1 ? [] : places[^1].SplitAtSpace();
        if (clicks.Length > MaskPrompt.MostClicks || (clicks.Length == 0 && (!isBox || places.Length == 2)))
        {
            throw body.Refuse($"{usage}; found {clicks.Length} clicks, at most {MaskPrompt.MostClicks} are read.");
        }

        return new MaskTerm(isBox ? MaskTermKind.Box : MaskTermKind.Click, body.Term, body.TermColumn)
        {
            Numbers = [.. box, .. clicks.SelectMany(ReadPoint)],
            Inside = [.. clicks.Select(click => click.Body[0] != '-')],
            Candidate = candidate,
        };
    }

    /// <summary>A keyword after whose colon nothing stands.</summary>
    public static MaskTerm ReadBare(MaskTermText body, string keyword) => body.Body.Trim().Length == 0
        ? new MaskTerm(keyword == "text" ? MaskTermKind.Text : MaskTermKind.Subject, body.Term, body.TermColumn)
        : throw body.Refuse($"'{body.Body}' after '{keyword}:'; nothing stands there (write ./{body.Term} for a file of that name).");

    // No point of a picture has a negative coordinate, so a minus in front can say something else.
    private static MaskLength[] ReadPoint(MaskTermText click)
    {
        int sign = click.Body[0] == '-' ? 1 : 0;
        MaskTermText[] pair = new MaskTermText(click.Term, click.Start + sign, click.TermColumn) { Length = click.Length - sign }.Split(',');
        return pair.Length == 2
            ? [MaskExpressionParser.ReadNumber(pair[0]), MaskExpressionParser.ReadNumber(pair[1])]
            : throw click.Refuse($"'{click.Body}' is no click; expected x,y, or -x,y for a point that is not on the thing, without spaces.");
    }

    private static int ReadCandidate(MaskTermText text) =>
        int.TryParse(text.Body, NumberStyles.None, CultureInfo.InvariantCulture, out int candidate) && candidate is >= 1 and <= MostCandidates
            ? candidate
            : throw text.Refuse($"'{text.Body}' is no number of a proposal; expected 1 (the best) to {MostCandidates}.");
}
