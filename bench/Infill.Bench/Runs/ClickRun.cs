using System.Globalization;
using System.Text;
using Infill.Bench.Networks;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.MaskModels;

namespace Infill.Bench.Runs;

/// <summary>What a click costs at 12 megapixels once the encoder has looked at the picture: in a process that holds the picture, and as a whole command.</summary>
/// <remarks>The picture is a sample enlarged to 4000×3000 or so; the click's mask reaches over a good part of it, which is the dear case.</remarks>
internal sealed class ClickRun(BenchOptions options)
{
    private static readonly PixelSize Size = new(4000, 3000);

    /// <summary>Places in percent: things of several sizes.</summary>
    private static readonly (int X, int Y)[] Clicks = [(50, 50), (30, 60), (62, 40)];

    private static readonly string[] Jobs = ["best", "all", "file", "command"];

    private readonly Meter _meter = new();

    public void Run()
    {
        string file = Path.Combine(options.Output, "clicks.png");
        Image photo = ImageFile.Load(Pictures.Enlarged(Size));
        ImageFile.Save(photo, file, new SaveOptions { Format = FileFormat.Png, StripMetadata = true, Overwrite = true });
        photo = ImageFile.Load(file);
        using var shelf = new MaskModelShelf(Environment.GetEnvironmentVariable);
        foreach ((int x, int y) in Clicks)
        {
            Add($"{x},{y}", shelf, photo, (file, new MaskPoint(Size.Width * x / 100.0, Size.Height * y / 100.0)));
        }

        _meter.Run(options.Rounds);
        string table = ToMarkdown();
        File.WriteAllText(Path.Combine(options.Output, "clicks.md"), table);
        Console.WriteLine(table);
    }

    private void Add(string name, MaskModelShelf shelf, Image photo, (string File, MaskPoint Point) click)
    {
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Clicks = [new MaskClick(click.Point, IsInside: true)], Candidate = 1 };
        Mask mask = shelf.Propose(photo, prompt, CancellationToken.None)[0].Mask;
        string output = Path.Combine(options.Output, "clicked.png");
        _meter.Add($"{name} best", () => shelf.Propose(photo, prompt, CancellationToken.None));
        _meter.Add($"{name} all", () => shelf.Propose(photo, prompt with { Candidate = null }, CancellationToken.None));
        _meter.Add($"{name} file", () => ImageFile.Encode(MaskImage.ToImage16(mask), FileFormat.Png));
        _meter.Add($"{name} command", () => InfillProgram.Run(
            "mask", click.File, "--click", FormattableString.Invariant($"{click.Point.X},{click.Point.Y}"), "--output", output, "--overwrite"));
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# A click at {Size}, encoder's answer there: medians of {options.Rounds} rounds, seconds by the clock (processor time), {Environment.ProcessorCount} cores, load {Meter.Load()}").AppendLine();
        text.AppendLine("| click at % | best proposal | all proposals | mask file, in memory | whole command |").AppendLine("|---|---|---|---|---|");
        foreach ((int x, int y) in Clicks)
        {
            string[] cells = [.. Jobs.Select(job => Cell($"{x},{y} {job}"))];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {x},{y} | {string.Join(" | ", cells)} |");
        }

        return text.ToString();
    }

    private string Cell(string name) => string.Create(CultureInfo.InvariantCulture, $"{_meter.Wall(name):0.00} ({_meter.Cpu(name):0.00})");
}
