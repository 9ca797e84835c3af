using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Infill.Masks;

namespace Infill.Cli.Options;

/// <summary>Where <c>add</c> puts a thing: in a box, around a point, or in a mask. It becomes the job's mask expression.</summary>
internal sealed class PlaceOptions
{
    /// <summary>Every option that names the place but for its size.</summary>
    public static readonly string[] PlaceNames = ["--mask", "--box", "--at"];

    private readonly Option<string?> _box = ValueOption.Text("--box", "x,y,w,h", "Put it into this rectangle, in pixels or %.");
    private readonly Option<string?> _at = ValueOption.Text("--at", "x,y", "Put it around this point, in pixels or %, with --size.");
    private readonly Option<string?> _size = ValueOption.Text("--size", "N|WxH", "How large it is around the point: pixels, or % of the picture's width and height.");
    private readonly Option<string?> _mask;

    /// <summary>Refuses places that cannot be read, and more than one.</summary>
    /// <param name="mask">The option for masks.</param>
    public PlaceOptions(Option<string?> mask)
    {
        _mask = mask;
        _box.Validators.Add(result => Require(result, text => $"rect:{text}", "--box", "x,y,width,height in pixels or %, such as 10,10,100,50"));
        _at.Validators.Add(result => Require(result, text => $"ellipse:{text},1,1", "--at", "x,y in pixels or %, such as 320,200"));
        _size.Validators.Add(result => Require(result, text => SizeOf(text) is (string width, string height) ? $"ellipse:0,0,{width},{height}" : "", "--size", "pixels or % above 0, as one number or WIDTHxHEIGHT, such as 120 or 120x80"));
    }

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_box);
        command.Add(_at);
        command.Add(_size);
        command.Validators.Add(RequireOnePlace);
    }

    /// <summary>The place as a mask expression, or null if it is in <c>--mask</c> or nowhere.</summary>
    public string? Read(ParseResult parsed) => parsed.GetValue(_box) is string box ? $"rect:{box}"
        : parsed.GetValue(_at) is string at && SizeOf(parsed.GetValue(_size) ?? "") is (string width, string height) ? $"ellipse:{at},{width},{height}"
        : null;

    private void RequireOnePlace(CommandResult result)
    {
        int places = new[] { _mask, _box, _at }.Count(option => result.GetResult(option) is { Implicit: false });
        bool hasSize = result.GetResult(_size) is { Implicit: false }, hasPoint = result.GetResult(_at) is { Implicit: false };
        if (places > 1)
        {
            result.AddError("--box, --at and --mask are one place each; give one of them.");
        }

        if (hasSize != hasPoint)
        {
            result.AddError(hasSize ? "--size says how large something is around a point; --at x,y is missing." : "--at needs --size: how large shall it be?");
        }
    }

    private static void Require(OptionResult result, Func<string, string> expression, string name, string form)
    {
        string text = result.Tokens[0].Value;
        try
        {
            MaskExpression.Parse(expression(text));
        }
        catch (MaskExpressionException)
        {
            result.AddError($"{name} is '{text}'; it must be {form}.");
        }
    }

    // Half widths and heights, as an ellipse has them.
    private static (string Width, string Height)? SizeOf(string text)
    {
        string[] sides = text.Split('x');
        string?[] halves = [.. sides.Select(Half)];
        return sides.Length is 1 or 2 && halves[0] is string width && halves[^1] is string height ? (width, height) : null;
    }

    private static string? Half(string text)
    {
        string number = text.TrimEnd('%');
        return text.Length - number.Length <= 1 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (value / 2).ToString(CultureInfo.InvariantCulture) + text[number.Length..]
            : null;
    }
}
