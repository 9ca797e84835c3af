using System.CommandLine;
using Infill.Cli.Jobs;

namespace Infill.Cli.Options;

/// <summary>How far a picture is extended.</summary>
internal sealed class ExtendOptions
{
    private const int MaxPx = 20000;
    private const double MaxPercent = 400;

    private readonly Option<Amount?> _left = Side("left", "width");
    private readonly Option<Amount?> _right = Side("right", "width");
    private readonly Option<Amount?> _top = Side("top", "height");
    private readonly Option<Amount?> _bottom = Side("bottom", "height");

    private readonly Option<string?> _ratio = ValueOption.Text("--ratio", "W:H",
        "Extend both sides equally until width and height have this ratio, such as 16:9.");

    /// <summary>Adds the options and what they demand of each other.</summary>
    public void AddTo(Command command)
    {
        command.Add(_left);
        command.Add(_right);
        command.Add(_top);
        command.Add(_bottom);
        command.Add(_ratio);
        _ratio.Validators.Add(result =>
        {
            if (!AspectRatio.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"--ratio is '{result.Tokens[0].Value}'; it must be two numbers above 0, such as 16:9, at most 100:1.");
            }
        });
        command.Validators.Add(result =>
        {
            bool hasSide = new[] { _left, _right, _top, _bottom }.Any(side => result.GetResult(side) is not null);
            if (hasSide == (result.GetResult(_ratio) is not null))
            {
                result.AddError("extend needs either --ratio or at least one of --left, --right, --top, --bottom.");
            }
        });
    }

    /// <summary>What the user asked for.</summary>
    public ExtendArguments Read(ParseResult parsed) => new()
    {
        Left = parsed.GetValue(_left) ?? default,
        Right = parsed.GetValue(_right) ?? default,
        Top = parsed.GetValue(_top) ?? default,
        Bottom = parsed.GetValue(_bottom) ?? default,
        Ratio = parsed.GetValue(_ratio) is string text && AspectRatio.TryParse(text, out AspectRatio ratio) ? ratio : null,
    };

    private static Option<Amount?> Side(string side, string of) => ValueOption.Length(
        $"--{side}", $"Extend at the {side} by pixels or percent of the {of}.", MaxPx, MaxPercent);
}
