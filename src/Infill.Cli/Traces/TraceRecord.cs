using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Onnx;
using Infill.Tiles;

namespace Infill.Cli.Traces;

/// <summary>A trace.json: the library's trace with two more members, "record" in front and "command", which holds what the user asked for.</summary>
/// <param name="Trace">What happened.</param>
/// <param name="Command">What was asked for.</param>
internal sealed record TraceRecord(Trace Trace, TracedCommand Command)
{
    /// <summary>Kind of this record, the first member of the file as of every record.</summary>
    public const string Kind = "trace";

    private const string CommandMember = "command";

    /// <summary>The JSON text of one fill.</summary>
    public static string Serialize(string folder, JobArguments job, OutputTarget target, Trace trace)
    {
        string input = FullPath(job.Source.Image);
        Trace withFiles = trace with
        {
            Files = new TraceFiles(input, job.Source.Mask ?? "", job.Source.Exclude, FullPath(target.Path)),
        };
        JsonObject root = JsonNode.Parse(TraceJson.Serialize(withFiles))!.AsObject();
        var command = new TracedCommand
        {
            Job = job with { Model = job.Model?.Rooted(), Swap = job.Swap?.Rooted() },
            InputFromTrace = StandardStreams.Is(input) ? input : Path.GetRelativePath(folder, input),
        };
        root.Insert(0, "record", Kind);
        root[CommandMember] = JsonSerializer.SerializeToNode(command, ReportJson.Plain.TracedCommand);
        return root.ToJsonString(Format);
    }

    /// <summary>Reads a trace.json.</summary>
    /// <exception cref="InvalidDataException">Not a trace, or one without a command (made by the library, not by this program).</exception>
    public static TraceRecord Deserialize(string json)
    {
        Trace trace = TraceJson.Deserialize(json);
        try
        {
            TracedCommand? command = JsonNode.Parse(json)?[CommandMember]?.Deserialize(ReportJson.Plain.TracedCommand);
            return new TraceRecord(trace, Checked(command ?? throw new InvalidDataException(
                "The trace does not hold the command that made it; only traces written by 'infill … --trace' can be replayed.")));
        }
        catch (JsonException reason)
        {
            throw new InvalidDataException($"The trace's command cannot be read: {TraceJson.Place(reason)} does not fit.", reason);
        }
    }

    /// <summary>Stdin and stdout have no path, so "-" stays.</summary>
    private static string FullPath(string path) => StandardStreams.Is(path) ? path : Path.GetFullPath(path);

    /// <summary>A command from a file has passed no option parser, so its texts are checked here.</summary>
    private static TracedCommand Checked(TracedCommand command)
    {
        SourceArguments source = command.Job.Source;
        string? broken =
            source.Guides.Any(text => text is null || PointList.Parse(text) is null) ? "guides"
            : !Enum.GetNames<BlendMethod>().Contains(command.Job.Fill.Blend, StringComparer.OrdinalIgnoreCase) ? "blend"
            : ((string?[])[command.InputFromTrace, source.Image, source.Mask, source.Exclude, command.Job.Fill.Eraser, .. PathsOf(command.Job.Model)]).Any(path => path?.Contains('\0') == true) ? "paths"
            : command.Job.Model is ModelArguments model && !IsReadable(model) ? "a model"
            : command.Job.Swap?.FindFault() is string fault ? fault
            : null;
        return broken is null ? command : throw new InvalidDataException($"The trace's command has {broken} that cannot be read.");
    }

    private static IEnumerable<string?> PathsOf(ModelArguments? model) => model is null ? [] : [model.Path, model.Vae, .. model.Loras, .. model.Embeddings];

    private static bool IsReadable(ModelArguments model) =>
        model.Path.Length > 0 && model.Embeddings.All(path => path is { Length: > 0 }) && model.Loras.All(text => text is not null && LoraText.Parse(text) is not null) && Enum.TryParse<OnnxDevice>(model.Device, ignoreCase: true, out _);

    private static JsonSerializerOptions Format { get; } = new() { WriteIndented = true };
}
