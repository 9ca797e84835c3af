using System.Text.Json.Nodes;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Models;

namespace Infill.Tests.Cli;

/// <summary>Commands that fill with a model, as processes, with the tiny ones.</summary>
public sealed class ModelCommandTests
{
    private static readonly string Model = GoldenData.PathOf("models/sd15-inpaint");

    [Fact]
    public void Replace_WithAModel_FillsAndCanBeReplayed()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Replace(Model), "--json", "--trace", "trace", "--verbose"]);

        Assert.True(run.Code == 0, run.Error);
        JsonNode record = JsonNode.Parse(run.Out)!;
        Assert.Equal(("replace", "sd"), ((string)record["command"]!, (string)record["engine"]!));
        Assert.Equal(0, (int)record["outputs"]![0]!["proof"]!["changedPixels"]!);
        Assert.NotEqual(folder.Load("photo.png").ComputeHash(), folder.Load("out.png").ComputeHash());
        Assert.Contains("2 of 2 steps of Ddim, strength 1, guidance 7.5.", run.Error, StringComparison.Ordinal);
        Assert.True(folder.Has("trace/region-01-steps.png"));
        JsonNode trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!;
        Assert.Equal((Model, 64), ((string)trace["model"]!["path"]!, ((string)trace["model"]!["fingerprint"]!).Length));
        Assert.Equal(2, (int)trace["options"]!["fill"]!["diffusion"]!["steps"]!);

        CliRun replay = folder.RunIn(Path.GetTempPath(), "replay", folder["trace"]);

        Assert.True(replay.Code == 0, replay.Error);
        Assert.Contains("Same bytes", replay.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Led by Canny × 0.9, from 0 to 1 of the run.", "--control", "canny:CONTROL,scale=0.9")]
    [InlineData("Led by Map × 0.5, from 0 to 0.5 of the run.", "--control", "map:CONTROL,map=photo.png,to=0.5")]
    [InlineData("Not exact: the whole network runs every 2 steps.", "--step-cache", "2")]
    public void Replace_LedOrHurried_SaysSoAndCanBeReplayed(string note, params string[] more)
    {
        using var folder = new CliFolder();
        string[] words = [.. more.Select(word => word.Replace("CONTROL", GoldenData.PathOf("models/controlnet"), StringComparison.Ordinal))];

        CliRun run = folder.Run([.. Replace(Model), .. words, "--trace", "trace", "--verbose"]);

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains(note, run.Error, StringComparison.Ordinal);
        CliRun replay = folder.RunIn(Path.GetTempPath(), "replay", folder["trace"]);
        Assert.True(replay.Code == 0, replay.Error);
        Assert.Contains("Same bytes", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_Count_WritesDifferentFills()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Replace(Model), "--count", "2", "--seed", "7"]);

        Assert.True(run.Code == 0, run.Error);
        Assert.NotEqual(folder.Load("out-1.png").ComputeHash(), folder.Load("out-2.png").ComputeHash());
    }

    [Fact]
    public void Replay_ChangedModel_IsRefused()
    {
        using var folder = new CliFolder();
        using var model = new TestModel("sd15-inpaint");
        Assert.Equal(0, folder.Run([.. Replace(model.Path), "--trace", "trace"]).Code);
        model.Edit("scheduler/scheduler_config.json", json => json["timestep_spacing"] = "trailing");

        CliRun run = folder.Run("replay", "trace");

        Assert.Equal(1, run.Code);
        Assert.Contains("is not the recorded one: its fingerprint is", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_EveryOption_ReachesTheModel()
    {
        using var folder = new CliFolder();
        string sd15 = GoldenData.PathOf("models/sd15");

        CliRun run = folder.Run(
            [.. Replace(sd15, steps: "4"), "--negative-prompt", "blur", "--strength", "0.5", "--scheduler", "euler-karras", "--guidance", "3",
            "--guidance-rescale", "0.5", "--guidance-interval", "0.1..0.9", "--clip-skip", "1", "--hole-fill", "neutral", "--second-pass", "0.5",
            "--lora", $"{GoldenData.PathOf("lora/kohya.safetensors")}:0.7", "--vae", GoldenData.PathOf("models/sd21-v/vae"), "--device", "cpu",
            "--max-model-memory", "4000", "--trace", "trace"]);

        Assert.True(run.Code == 0, run.Error);
        JsonNode trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!;
        JsonNode diffusion = trace["options"]!["fill"]!["diffusion"]!;
        Assert.Equal(("blur", "euler-karras", "Neutral"), ((string)diffusion["negativePrompt"]!, (string)diffusion["sampler"]!, (string)diffusion["holeContent"]!));
        Assert.Equal((0.5, 3, 0.5, 0.1, 0.9), (
            (double)diffusion["strength"]!, (double)diffusion["guidance"]!["scale"]!, (double)diffusion["guidance"]!["rescale"]!,
            (double)diffusion["guidance"]!["begin"]!, (double)diffusion["guidance"]!["end"]!));
        Assert.EndsWith("kohya.safetensors:0.7", (string)trace["command"]!["job"]!["model"]!["loras"]![0]!, StringComparison.Ordinal);
        Assert.Contains(trace["regions"]![0]!["notes"]!.AsArray(), n => ((string)n!).StartsWith("2 of 4 steps of Euler", StringComparison.Ordinal));
        Assert.Equal(0, folder.Run("replay", "trace").Code);
    }

    [Theory]
    [InlineData("fill", "photo.png", "--mask", "mask.png")]
    [InlineData("extend", "photo.png", "--left", "8px")]
    public void FillAndExtend_WithAModel_AreLedByText(params string[] command)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. command, "--prompt", "a wall", "--model", Model, "--steps", "1", "--output", "out.png", "--json"]);

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("sd", (string)JsonNode.Parse(run.Out)!["engine"]!);
    }

    [Fact]
    public void Batch_WithAModel_OpensItOnce()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("in/a.png", 48, 40);
        folder.SavePhoto("in/b.png", 60, 40);

        CliRun run = folder.Run("batch", "in", "--mask", "rect:10,10,9,9", "--workflow", "replace", "--prompt", "x", "--model", Model, "--steps", "1", "--output-dir", "out");

        Assert.True(run.Code == 0, run.Error);
        Assert.True(folder.Has("out/a.png") && folder.Has("out/b.png"), run.Error);
    }

    [Theory]
    [InlineData("INFILL_MODEL", 0)]
    [InlineData("INFILL_NOTHING", 6)]
    public void Replace_ModelFromAVariable_IsTaken(string variable, int code)
    {
        using var folder = new CliFolder();
        string[] args = [.. Replace(Model).Where(a => a != "--model" && a != Model)];

        Assert.Equal(code, folder.RunUnder([(variable, Model)], args).Code);
    }

    [Theory]
    [InlineData("""{"model":"x"}""", "sets \"model\", which a folder's file may not")]
    [InlineData("""{"device":"cpu"}""", "sets \"device\", which a folder's file may not")]
    [InlineData("""{"max-model-memory":9}""", "sets \"max-model-memory\", which a folder's file may not")]
    public void Replace_ModelFromAFoldersFile_IsRefused(string settings, string expected)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], settings);

        CliRun run = folder.Run(Replace(Model));

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "neither a path nor a model in", "--model", "nowhere/nothing")]
    [InlineData(1, "photo.png", "--model", "photo.png")]
    [InlineData(2, "is an ONNX export, which runs as it is", "--model", "ONNX", "--step-cache", "3")]
    [InlineData(2, "--step-cache changes a model, but there is no --model.", "--step-cache", "3")]
    [InlineData(2, "--control is 'depth:x'", "--model", "MODEL", "--control", "depth:x")]
    [InlineData(6, "neither a path nor a model in", "--model", "MODEL", "--control", "canny:nowhere/nothing")]
    [InlineData(6, "This build cannot compute on cuda", "--model", "MODEL", "--device", "cuda")]
    [InlineData(7, "but the limit allows 1 MB", "--model", "MODEL", "--max-model-memory", "1")]
    [InlineData(6, "missing.safetensors", "--model", "MODEL", "--lora", "missing.safetensors:0.5")]
    [InlineData(2, "Engine 'patch' takes no text", "--model", "MODEL", "--engine", "patch")]
    [InlineData(6, "Engine 'sd' needs a model: --model PATH", "--engine", "sd")]
    [InlineData(2, "--lora changes a model, but there is no --model.", "--lora", "a.safetensors")]
    [InlineData(2, "--scheduler is 'magic'; it must be one of: ddim,", "--model", "MODEL", "--scheduler", "magic")]
    [InlineData(2, "--strength is '0'; it must be a number above 0 to 1.", "--model", "MODEL", "--strength", "0")]
    [InlineData(2, "--guidance is 'NaN'; it must be a number from 0 to 100.", "--model", "MODEL", "--guidance", "NaN")]
    [InlineData(2, "--guidance-interval is '0.9..0.1'", "--model", "MODEL", "--guidance-interval", "0.9..0.1")]
    [InlineData(2, "--lora is 'a:99'", "--model", "MODEL", "--lora", "a:99")]
    [InlineData(2, "--strength 0.1 of 2 steps leaves no step", "--model", "MODEL", "--strength", "0.1")]
    [InlineData(1, "layers of the text encoder", "--model", "MODEL", "--clip-skip", "11")]
    public void Fill_WhatCannotBe_IsExplained(int code, string expected, params string[] more)
    {
        using var folder = new CliFolder();
        string[] args = ["fill", "photo.png", "--mask", "mask.png", "--prompt", "x", "--output", "out.png", "--steps", "2", .. more.Select(a => a == "MODEL" ? Model : a == "ONNX" ? Model + "-onnx" : a)];

        CliRun run = folder.Run(args);

        Assert.True(code == run.Code, run.ToString());
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Fill_StepsWithoutAModel_AreRefused()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("fill", "photo.png", "--mask", "mask.png", "--output", "out.png", "--steps", "2");

        Assert.Equal(2, run.Code);
        Assert.Contains("Engine 'patch' runs no model, but options of one were given", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Engines_List_NamesTheOneThatNeedsAModel()
    {
        using var folder = new CliFolder();

        JsonNode engine = JsonNode.Parse(folder.Run("engines", "--json").Out)!["engines"]!.AsArray().Single(e => (bool)e!["needsModel"]!)!;

        Assert.Equal(("sd", true), ((string)engine["name"]!, (bool)engine["usesPrompt"]!));
    }

    private static string[] Replace(string model, string steps = "2") =>
        ["replace", "photo.png", "--mask", "mask.png", "--prompt", "a wicker basket", "--model", model, "--steps", steps, "--output", "out.png"];
}
