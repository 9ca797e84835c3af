using System.Text.Json;
using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>A working folder with photos/, masks/ and room for out/; batches run in this process, on full paths, unless a test needs one of its own.</summary>
internal sealed class BatchTree : IDisposable
{
    private readonly CliFolder _folder = new();

    public BatchTree(params string[] photos)
    {
        foreach (string photo in photos)
        {
            AddPair(photo, Path.ChangeExtension(photo, ".png"));
        }
    }

    public string Root => _folder.Root;

    public CliFolder Folder => _folder;

    public string this[string name] => _folder[name];

    /// <summary>Lines of the journal.</summary>
    public string[] Journal => File.ReadAllLines(this["out/.infill-batch.jsonl"]);

    public void AddPhoto(string name, int width = 48, int height = 40)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this["photos/" + name])!);
        _folder.SavePhoto("photos/" + name, width, height);
    }

    public void AddMask(string name, int x = 20)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this["masks/" + name])!);
        var mask = new Image(new PixelSize(48, 40), new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < 24; i++)
        {
            mask[x + (i % 6), 15 + (i / 6), 0] = 255;
        }

        ImageFile.Save(mask, this["masks/" + name], new SaveOptions { Overwrite = true });
    }

    public void AddPair(string photo, string mask)
    {
        AddPhoto(photo);
        AddMask(mask);
    }

    /// <summary>Runs a batch of photos/ with masks/ into out/.</summary>
    public CliRun Batch(params string[] more) => Infill(["batch", this["photos"], "--masks", this["masks"], "--output-dir", this["out"], .. more]);

    /// <summary>Runs the program in this process.</summary>
    public static CliRun Infill(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(args, output, error);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Every file below a folder with its hash, without what is hidden and without the report.</summary>
    public SortedDictionary<string, string> Files(string folder = "out") => new(
        Directory.EnumerateFiles(this[folder], "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith('.') && Path.GetExtension(path) != ".html")
            .ToDictionary(path => Path.GetRelativePath(this[folder], path), ResultFile.HashFile),
        StringComparer.Ordinal);

    /// <summary>The records of a run with <c>--json</c>.</summary>
    public static JsonElement[] Records(CliRun run) =>
        [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Status of each item by its input's name.</summary>
    public static SortedDictionary<string, string> Statuses(CliRun run) => new(
        Records(run).SkipLast(1).ToDictionary(r => Path.GetFileName(r.GetProperty("input").GetString()!), r => r.GetProperty("status").GetString()!),
        StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
