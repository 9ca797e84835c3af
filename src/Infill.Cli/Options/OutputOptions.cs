using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;

namespace Infill.Cli.Options;

/// <summary>What is written, and where.</summary>
internal sealed class OutputOptions
{
    /// <summary>Names of those that say how each picture is written, not where.</summary>
    public static readonly string[] OfThePicture = ["--format", "--count", "--quality", "--strip-metadata"];

    private readonly Option<string?> _output = ValueOption.Text("--output", "FILE",
        "File to write; its extension names the format (.jpg .png .webp .tif .avif .gif). - is stdout.");

    private readonly Option<string?> _folder = ValueOption.Text("--output-dir", "DIR",
        "Folder to write into, under the input's name; for any number of inputs. Made if it is missing.");

    private readonly Option<string?> _format = ValueOption.Word("--format",
        "Format to write where --output names none: on stdout, in --output-dir (default: the input's).", FormatWord.All);

    private readonly Option<int?> _count = ValueOption.Whole("--count",
        "Write N different fills, FILE-1 … FILE-N, with seeds SEED … SEED+N-1 (default 1).", 1, 1000);

    private readonly Option<int?> _quality = ValueOption.Whole("--quality",
        "JPEG quality (default: the input's estimated quality, at least 90).", 1, 100).FromSettings();

    private readonly Option<bool> _strip = ValueOption.Switch("--strip-metadata", "Write no EXIF, XMP, ICC profile and resolution.").FromSettings();

    private readonly Option<bool> _overwrite = ValueOption.Switch("--overwrite", "Replace existing outputs, the input itself included.");

    private readonly Option<string?> _report = ValueOption.Text("--report", "FILE",
        "Write one HTML page of the edit: before and after, mask, what each stage decided, warnings. For one input.");

    private readonly Option<string?> _trace = ValueOption.Text("--trace", "DIR",
        "Write trace.json, every stage's picture and a contact sheet into this folder; of several inputs, into one folder each below it.");

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_folder);
        command.Add(_format);
        command.Add(_count);
        command.Add(_quality);
        command.Add(_strip);
        command.Add(_overwrite);
        command.Add(_report);
        command.Add(_trace);
    }

    /// <summary>What the user asked for.</summary>
    public OutputArguments Read(ParseResult parsed) => new()
    {
        Path = parsed.GetValue(_output),
        Folder = parsed.GetValue(_folder),
        Format = FormatWord.Parse(parsed.GetValue(_format)),
        Count = parsed.GetValue(_count) ?? 1,
        JpegQuality = parsed.GetValue(_quality),
        StripMetadata = parsed.GetValue(_strip),
        Overwrite = parsed.GetValue(_overwrite),
        Report = parsed.GetValue(_report),
        TraceFolder = parsed.GetValue(_trace),
    };
}
