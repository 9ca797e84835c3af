using System.CommandLine;
using System.CommandLine.Parsing;
using Infill.Cli.Jobs;
using Infill.Masks;

namespace Infill.Cli.Options;

/// <summary>Masks that networks find: clicks, a box, the subject, text. They are written as a mask expression, so that everything that takes one takes them.</summary>
/// <param name="mask">The option for masks of other origins, beside which these may not stand.</param>
internal sealed class ProposalOptions(Option<string?> mask)
{
    /// <summary>The option that agrees to a mask of a network unseen.</summary>
    public const string AgreedName = "--yes";

    /// <summary>Every option that says what the mask is.</summary>
    public static readonly string[] MaskNames = ["--mask", "--click", "--box", "--subject", "--text"];

    private readonly Option<string[]> _clicks = CreateClicks();
    private readonly Option<string?> _box = CreateBox();
    private readonly Option<bool> _subject = ValueOption.Switch("--subject", "The mask of the picture's subject.");
    private readonly Option<bool> _text = ValueOption.Switch("--text", "The mask of all writing in the picture.");
    private readonly Option<int?> _candidate = ValueOption.Whole("--candidate", "Which proposal for clicks and box is meant (default 1, the best; infill mask --candidates shows them).", 1, 9);

    private readonly Option<bool> _yes = ValueOption.Switch(AgreedName, "Apply a mask that a network found without looking at it first.");

    /// <summary>Adds the options; <paramref name="isApplied"/> where the mask is used at once, and so has to be agreed to.</summary>
    public void AddTo(Command command, bool isApplied)
    {
        command.Add(_clicks);
        command.Add(_box);
        command.Add(_subject);
        command.Add(_text);
        command.Add(_candidate);
        command.Validators.Add(RequireOneWay);
        if (isApplied)
        {
            command.Add(_yes);
        }
    }

    /// <summary>True if a mask of a network may be used unseen.</summary>
    public bool IsAgreed(ParseResult parsed) => parsed.GetValue(_yes);

    /// <summary>The mask expression that says the same, or null if none of the options was given.</summary>
    public string? ReadMask(ParseResult parsed) => Ways(option => parsed.GetResult(option), parsed.GetValue(_candidate)) is [string only] ? only : null;

    // One text for each way to a mask that the user took.
    private IReadOnlyList<string> Ways(Func<Option, OptionResult?> find, int? candidate)
    {
        string[] clicks = find(_clicks)?.GetValueOrDefault<string[]>() ?? [];
        string? box = find(_box)?.GetValueOrDefault<string?>(), drawn = find(mask)?.GetValueOrDefault<string?>();
        string?[] ways =
        [
            drawn,
            clicks.Length == 0 && box is null ? null
                : $"{(box is null ? "click" : $"box:{box}")}{(clicks.Length > 0 ? $":{string.Join(' ', clicks)}" : "")}{(candidate is int n ? $"@{n}" : "")}",
            find(_subject)?.GetValueOrDefault<bool>() == true ? "subject:" : null,
            find(_text)?.GetValueOrDefault<bool>() == true ? "text:" : null,
        ];
        return [.. ways.OfType<string>()];
    }

    private void RequireOneWay(CommandResult result)
    {
        // The candidate may still be a wrong number here, and tells no way of its own.
        IReadOnlyList<string> ways = Ways(result.GetResult, candidate: null);
        if (ways.Count > 1)
        {
            result.AddError($"There are {ways.Count} ways to the mask: --mask, --click with --box, --subject and --text are one each. For several in one, write them as an expression: --mask {Shell.Quote(string.Join(" + ", ways))}");
        }
    }

    private static Option<string[]> CreateClicks()
    {
        var option = new Option<string[]>("--click")
        {
            Description = "The mask of the thing at this point, in pixels or %; -x,y is a point that is not on it. May be repeated.",
            HelpName = "x,y|-x,y",
            Arity = ArgumentArity.OneOrMore,
        };
        option.Validators.Add(result => Require(result, "--click", text => $"click:{text}", "x,y in pixels or %, such as 120,80, or -x,y for a point that is not on the thing"));
        return option;
    }

    private static Option<string?> CreateBox()
    {
        Option<string?> option = ValueOption.Text("--box", "x,y,w,h", "The mask of the thing in this rectangle, in pixels or %; clicks may tell more.");
        option.Validators.Add(result => Require(result, "--box", text => $"box:{text}", "x,y,width,height in pixels or %, such as 10,10,100,50"));
        return option;
    }

    private static void Require(OptionResult result, string name, Func<string, string> term, string form)
    {
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            try
            {
                if (text.Contains('@', StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
                {
                    result.AddError($"{name} is '{text}'; it must be {form}.");
                    continue;
                }

                MaskExpression.Parse(term(text));
            }
            catch (MaskExpressionException)
            {
                result.AddError($"{name} is '{text}'; it must be {form}.");
            }
        }
    }
}
