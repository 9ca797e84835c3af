using System.Text.Json;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>The shape of every record that programs read.</summary>
public sealed class JsonTests
{
    [Fact]
    public void Remove_Json_HasTheDocumentedMembers()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace", "--json", "-q");

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement root = json.RootElement;
        AssertMembers(root, "record", "command", "version", "status", "engine", "input", "mask", "outputs", "warnings", "seconds");
        AssertMembers(root.GetProperty("input"), "path", "width", "height", "pixels", "pixelSha256");
        AssertMembers(root.GetProperty("mask"), "record", "width", "height", "filledPixels", "softPixels", "share", "regionCount", "regions", "sha256");
        AssertMembers(root.GetProperty("mask").GetProperty("regions")[0], "x", "y", "width", "height", "pixels");
        JsonElement output = root.GetProperty("outputs")[0];
        AssertMembers(output, "path", "seed", "status", "format", "bytes", "fileSha256", "pixelSha256", "proof", "fileProof", "warnings", "verdict", "seconds", "trace");
        AssertMembers(output.GetProperty("verdict"), "status", "probability", "limit", "findings", "reasons", "models", "attempts");
        AssertMembers(output.GetProperty("proof"), "keptPixels", "changedPixels", "maxDifference", "holds");
        Assert.Equal("done", root.GetProperty("status").GetString());
        Assert.Equal("exact", output.GetProperty("fileProof").GetString());
        Assert.Equal(0, output.GetProperty("proof").GetProperty("changedPixels").GetInt64());
    }

    [Fact]
    public void Remove_Json_TellsTheHashesOfTheFile()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.webp", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement output = json.RootElement.GetProperty("outputs")[0];
        Assert.Equal(Infill.Cli.Jobs.ResultFile.HashFile(folder["out.webp"]), output.GetProperty("fileSha256").GetString());
        Assert.Equal(folder.Load("out.webp").ComputeHash(), output.GetProperty("pixelSha256").GetString());
    }

    [Fact]
    public void Remove_JpegOutput_SaysThatTheFileIsLossy()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.jpg", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal("lossy", json.RootElement.GetProperty("outputs")[0].GetProperty("fileProof").GetString());
        Assert.Contains("before Jpeg encoding", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remove", "photo.png", "--json")]
    [InlineData("remove", "--json")]
    [InlineData("engines", "--json", "--wat")]
    public void Error_Json_IsARecordToo(params string[] args)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(args);

        using JsonDocument json = JsonDocument.Parse(run.Out);
        AssertMembers(json.RootElement, "record", "status", "exitCode", "reasons", "try");
        Assert.Equal("failed", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(run.Code, json.RootElement.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void Engines_Json_ListsThePatchEngineAsDefault()
    {
        using var folder = new CliFolder();

        using JsonDocument json = JsonDocument.Parse(folder.Run("engines", "--json").Out);

        JsonElement patch = json.RootElement.GetProperty("engines").EnumerateArray().Single(e => e.GetProperty("isDefault").GetBoolean());
        AssertMembers(patch, "name", "summary", "usesPrompt", "needsModel", "usesSeed", "isDefault");
        Assert.Equal("patch", patch.GetProperty("name").GetString());
    }

    private static void AssertMembers(JsonElement record, params string[] names) =>
        Assert.Equal(names, record.EnumerateObject().Select(member => member.Name));
}
