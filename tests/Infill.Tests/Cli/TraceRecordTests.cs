using System.Text.Json.Nodes;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Reports;
using Infill.Cli.Traces;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class TraceRecordTests
{
    [Fact]
    public void Deserialize_WrittenTrace_GivesTheArgumentsBack()
    {
        using var folder = new CliFolder();
        Assert.Equal(0, folder.Run(
            "remove", "photo.png", "--mask", "mask.png", "--mask-polarity", "white", "--exclude", "rect:0,0,4,4", "--guide", "1,2 3,4",
            "--grow", "1%", "--feather", "1", "--seed", "3", "--output", "out.png", "--trace", "trace", "--quality", "80").Code);

        TraceRecord record = TraceRecord.Deserialize(File.ReadAllText(folder["trace/trace.json"]));

        JobArguments job = record.Command.Job;
        Assert.Equal(("remove", "mask.png", "white", "rect:0,0,4,4"), (job.Workflow, job.Source.Mask, job.Source.Polarity, job.Source.Exclude));
        Assert.Equal(["1,2 3,4"], job.Source.Guides);
        Assert.Equal(new Amount(1, IsPercent: true), job.Mask.Grow);
        Assert.Equal((1, 3, 80), (job.Mask.FeatherPx, job.Fill.Seed, job.Output.JpegQuality));
        Assert.Equal(Path.Combine("..", "photo.png"), record.Command.InputFromTrace);
        Assert.EndsWith("out.png", record.Trace.Files!.Output, StringComparison.Ordinal);
        Assert.True(record.Trace.Proof.Holds);
    }

    [Fact]
    public void Deserialize_LibraryTraceWithoutCommand_SaysSo()
    {
        using var folder = new CliFolder();
        folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace");
        JsonObject trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!.AsObject();
        trace.Remove("command");

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => TraceRecord.Deserialize(trace.ToJsonString()));

        Assert.Contains("--trace", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("{\"job\":1}")]
    [InlineData("{}")]
    public void Deserialize_DamagedCommand_IsInvalidData(string command)
    {
        using var folder = new CliFolder();
        folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace");
        JsonObject trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!.AsObject();
        trace["command"] = JsonNode.Parse(command);

        Assert.Throws<InvalidDataException>(() => TraceRecord.Deserialize(trace.ToJsonString()));
    }

    [Fact]
    public void Deserialize_CommandWithAStrangeMember_IsInvalidDataWithoutTypeNames()
    {
        using var folder = new CliFolder();
        folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace");
        string text = File.ReadAllText(folder["trace/trace.json"]);
        (string Path, string Value)[] changes =
        [
            ("fill", "null"), ("mask", "null"), ("output", "null"), ("source.guides", "null"), ("source.guides", "[null]"),
            ("source.guides", "[\"x\"]"), ("source.image", "null"), ("source.image", "\"a\\u0000b\""), ("fill.blend", "\"zzz\""), ("fill.seed", "99999999999"),
        ];

        Assert.All(changes, change =>
        {
            JsonNode trace = JsonNode.Parse(text)!;
            string[] path = ["command", "job", .. change.Path.Split('.')];
            JsonNode parent = path[..^1].Aggregate(trace, (node, name) => node[name]!);
            parent[path[^1]] = JsonNode.Parse(change.Value);

            InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => TraceRecord.Deserialize(trace.ToJsonString()));

            Assert.DoesNotContain("Infill.", refusal.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("trace.json", true)]
    [InlineData("region-01-original.png", true)]
    [InlineData("region-123-sources.png", true)]
    [InlineData("contact-sheet.png", true)]
    [InlineData("photo.png", false)]
    [InlineData("region-1-original.png", false)]
    [InlineData("region-01-original.png.bak", false)]
    [InlineData("Trace.json", false)]
    public void IsOwn_FileName_OnlyWhatATraceWrites(string name, bool expected)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder[name], "x");

        Assert.Equal(expected, TraceFolder.IsOwn(folder[name]));
    }

    [Fact]
    public void ErrorRecord_AsJson_IsPlainText()
    {
        var error = new StringWriter();
        var output = new StringWriter();

        new Failure(Infill.Cli.ExitCode.Failed, "It's\nbad + worse", "infill --help").Write(json: true, output, error);

        Assert.Equal(
            "{\"record\":\"error\",\"status\":\"failed\",\"exitCode\":1,\"reasons\":[\"It's\",\"bad + worse\"],\"try\":\"infill --help\"}",
            output.ToString().TrimEnd());
        Assert.Equal(["infill: It's", "bad + worse", "Try: infill --help"], error.ToString().TrimEnd().Split('\n').Select(l => l.TrimEnd()));
    }
}
