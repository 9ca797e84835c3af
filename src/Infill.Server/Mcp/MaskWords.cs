using System.Globalization;
using System.Text.RegularExpressions;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>From the arguments of propose_mask to the mask expression that says the same.</summary>
internal static partial class MaskWords
{
    private const int DefaultTolerance = 24;
    private const int MostCandidate = 9;

    /// <summary>The expression.</summary>
    /// <exception cref="ProblemException">No way to say it, more than one, or one that is not well-formed.</exception>
    public static string ToExpression(MaskArguments arguments)
    {
        (string Name, bool IsGiven)[] ways =
        [
            ("box", arguments.Box is not null), ("expression", arguments.Expression is not null), ("clicks or around", arguments.Clicks is not null || arguments.Around is not null),
            ("subject", arguments.Subject == true), ("text", arguments.Text == true), ("color", arguments.Color is not null),
        ];
        if (ways.Count(way => way.IsGiven) != 1)
        {
            throw ProblemException.Invalid($"propose_mask needs exactly one of {string.Join(", ", ways.Select(way => way.Name))}; got {ways.Count(way => way.IsGiven)}.");
        }

        if ((arguments.Candidate is not null || arguments.NotClicks is not null) && !ways[2].IsGiven)
        {
            throw ProblemException.Invalid("candidate and not_clicks go with clicks or around.");
        }

        return arguments switch
        {
            { Box: { } box } => $"rect:{Numbers(box, 4, "box")}",
            { Expression: { } text } => text,
            { Subject: true } => "subject:",
            { Text: true } => "text:",
            { Color: { } color } => ColorTerm(color, arguments.Tolerance ?? DefaultTolerance),
            _ => Thing(arguments),
        };
    }

    private static string Thing(MaskArguments arguments)
    {
        int candidate = arguments.Candidate ?? 1;
        if (candidate is < 1 or > MostCandidate)
        {
            throw ProblemException.Invalid($"candidate is {candidate}; it must be 1 (the best) to {MostCandidate}.");
        }

        string points = string.Join(' ', (arguments.Clicks ?? []).Select(point => Numbers(point, 2, "clicks")).Concat((arguments.NotClicks ?? []).Select(point => "-" + Numbers(point, 2, "not_clicks"))));
        return arguments.Around is { } around
            ? $"box:{Numbers(around, 4, "around")}{(points.Length > 0 ? ":" + points : "")}@{candidate}"
            : $"click:{points}@{candidate}";
    }

    private static string ColorTerm(string color, int tolerance) =>
        !HexColor().IsMatch(color) ? throw ProblemException.Invalid("color must be like #ff8800.")
        : tolerance is < 0 or > 255 ? throw ProblemException.Invalid($"tolerance is {tolerance}; it must be 0 to 255.")
        : string.Create(CultureInfo.InvariantCulture, $"color:{color}~{tolerance}");

    private static string Numbers(IReadOnlyList<int> numbers, int count, string name) => numbers.Count == count && (count != 2 || numbers.All(number => number >= 0))
        ? string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))
        : throw ProblemException.Invalid(count == 2 ? $"{name} must be points of two numbers from 0 on, [[x, y], …]." : $"{name} must be four numbers, [x, y, width, height].");

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex HexColor();
}
