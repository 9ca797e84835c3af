using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;
using Infill.Masks.Mattes;
using Infill.Workflows.Products;

namespace Infill.Cli.Options;

/// <summary>What a product's background is swapped for.</summary>
internal sealed class SwapOptions
{
    /// <summary>The option that says what stands behind.</summary>
    public const string BackgroundName = "--background";

    private readonly Option<string?> _background = ValueOption.Text(BackgroundName, "WHAT",
        "What to put behind: white or another name, #rrggbb, gradient:A-B (with @down, @up, @left, @right or @out), a picture's file (scaled to cover, cut to the middle), prompt:\"TEXT\" (needs --model), or none for transparency (default white).");

    private readonly Option<string?> _shadow = ValueOption.Word("--shadow",
        "Shadow under the product: contact draws one from its outline, keep takes over the photo's own (default contact; none before none and prompt:).", Words<ProductShadow>());

    private readonly Option<string?> _canvas = ValueOption.Text("--canvas", "keep|square|WxH",
        "Canvas of the result: the photo's own, a square around the product, or a size (default keep). The product is never enlarged, and scaled down only if a size has no room for it.").FromSettings();

    private readonly Option<double?> _margin = ValueOption.Number("--margin",
        "Room on each side of the product in percent of a new canvas (default 8; not used on the photo's own).", 0, 100 * ProductCanvas.MostMargin).FromSettings();

    private readonly Option<string?> _edges = ValueOption.Word("--edges",
        "The product's edge: refine along the photo's own edges, or keep the mask's (default auto: refined for hard masks and those of networks, kept for soft ones).", Words<MatteEdges>());

    /// <summary>Adds the options and what they demand of each other.</summary>
    public void AddTo(Command command)
    {
        command.Add(_background);
        command.Add(_shadow);
        command.Add(_canvas);
        command.Add(_margin);
        command.Add(_edges);
        _background.CompletionSources.Add([.. BackgroundText.Words]);
        _background.Validators.Add(result =>
        {
            if (BackgroundText.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError($"{BackgroundName} is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be {BackgroundText.Forms}.");
            }
        });
        _canvas.CompletionSources.Add(CanvasText.KeepWord, CanvasText.SquareWord);
        _canvas.Validators.Add(result =>
        {
            if (CanvasText.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError($"--canvas is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be keep, square, or a size such as 1200x1200 of at most {CanvasText.MostSide} pixels a side.");
            }
        });
    }

    /// <summary>What the user asked for.</summary>
    public SwapArguments Read(ParseResult parsed) => new()
    {
        Background = parsed.GetValue(_background) ?? BackgroundText.Default,
        Shadow = parsed.GetValue(_shadow),
        Canvas = parsed.GetValue(_canvas) ?? CanvasText.KeepWord,
        MarginPercent = parsed.GetValue(_margin),
        Edges = parsed.GetValue(_edges),
    };

    /// <summary>The same, or null if no background was asked for: for a command that serves other workflows, too.</summary>
    public SwapArguments? ReadIfAsked(ParseResult parsed) => parsed.GetResult(_background) is null ? null : Read(parsed);

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
