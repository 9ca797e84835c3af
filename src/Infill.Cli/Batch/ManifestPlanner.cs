using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Makes items of a manifest's lines. What a line does not say, the batch's own options say.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="folder">Where outputs go.</param>
internal sealed class ManifestPlanner(BatchArguments batch, OutputFolder folder)
{
    private const string MaskOption = "--mask";

    /// <summary>Options that name files: those of the command line lie elsewhere than a manifest's.</summary>
    private static readonly string[] FileOptions = [MaskOption, "--exclude", "--object"];

    /// <summary>Options that name a file alone, never an expression.</summary>
    private static readonly string[] PlainFiles = ["--plan", "--calibration"];

    private readonly string _manifest = batch.Sources.Manifest!;
    private readonly string _home = Path.GetDirectoryName(batch.Sources.Manifest!) ?? "";

    /// <summary>Items of every line, bad ones with their problem.</summary>
    /// <param name="content">The manifest's bytes.</param>
    /// <exception cref="CliException">No line, or an option of the command line that belongs into the lines.</exception>
    public BatchPlan Plan(ReadOnlySpan<byte> content)
    {
        if (batch.Sources.Masks is not null)
        {
            throw Refuse("--masks and --manifest are both given; a manifest names each mask itself.");
        }

        if (FileOptions.FirstOrDefault(batch.Words.Has) is string option)
        {
            throw Refuse($"{option} and --manifest are both given; paths in a manifest start from its folder, so write {option} into its lines.");
        }

        IReadOnlyList<ManifestLine> lines = ManifestReader.Read(content);
        return lines.Count > 0
            ? new BatchPlan([.. lines.SelectMany(ToItems).Select((item, i) => item with { Number = i + 1 })], [])
            : throw new CliException(ExitCode.Failed, $"The manifest '{PathText.Show(_manifest)}' holds no line.", "infill batch --help");
    }

    private IReadOnlyList<BatchItem> ToItems(ManifestLine line)
    {
        var item = new BatchItem { Number = 0, Line = line.Number, Input = line.Problem is null ? Path.Combine(_home, line.Image) : _manifest };
        try
        {
            if (line.Problem is string problem)
            {
                throw Refuse(problem);
            }

            string workflow = line.Workflow ?? batch.Workflow;
            JobWords words = WordsOf(line, workflow);
            item = item with { Output = folder.Accept(line.Output ?? OutputName.WithFormat(OwnPlace(line.Image), words)) };
            JobArguments job = JobParser.Parse(workflow, item.Input, folder.At(item.Output), words);
            return JobItems.Expand(item, job with { Source = job.Source with { MaskFolder = _home.Length > 0 ? _home : null } }, folder);
        }
        catch (CliException reason)
        {
            return [item with { Problem = FailureReport.Explain(reason, "batch") }];
        }
    }

    /// <summary>The batch's options as far as the workflow has them, under the line's.</summary>
    private JobWords WordsOf(ManifestLine line, string workflow)
    {
        IReadOnlyList<string> known = JobParser.OptionsOf(workflow);
        JobWords words = batch.Words.Names.Except(known).Aggregate(batch.Words, (all, name) => all.Without(name));
        foreach ((string name, IReadOnlyList<string>? values) in line.Options)
        {
            words = values is null ? words.Without(Known(name, known)) : words.With(Known(name, known), Placed(name, values));
        }

        return line.Mask is null ? words : words.With(MaskOption, line.Mask);
    }

    // Masks carry their folder with them; other files start from the manifest's here, a background that is a file too.
    private IReadOnlyList<string> Placed(string name, IReadOnlyList<string> values) =>
        PlainFiles.Contains(name) ? [.. values.Select(value => Path.Combine(_home, value))]
        : name == SwapOptions.BackgroundName ? [.. values.Select(FromHome)]
        : values;

    private string FromHome(string background) => Infill.Workflows.Products.BackgroundText.Parse(background)?.File is string path ? Path.Combine(_home, path) : background;

    private static string Known(string name, IReadOnlyList<string> known)
    {
        if (name == JobParser.Eraser)
        {
            throw Refuse($"{name} names a file that is run; give it on the command line, for all lines.");
        }

        string[] keys = [.. known.Where(option => option != MaskOption).Select(OptionKey.FromOption)];
        return known.Contains(name) && name != MaskOption
            ? name
            : throw Refuse($"There is no option '{PathText.Show(OptionKey.FromOption(name))}'{Spelling.Suggest(OptionKey.FromOption(name), keys)}; known: {string.Join(", ", keys)}.");
    }

    /// <summary>The picture's path if it lies below the manifest's folder, else its name.</summary>
    private static string OwnPlace(string image) =>
        Path.IsPathRooted(image) || image.Split('/', '\\').Contains("..") ? Path.GetFileName(image) : image;

    private static CliException Refuse(string message) => new(ExitCode.WrongUse, message, "infill batch --help");
}
