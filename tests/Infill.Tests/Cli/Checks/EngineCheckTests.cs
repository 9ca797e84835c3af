using System.Text.Json.Nodes;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Erasers;
using Infill.Tests.Onnx.Guards;
using Infill.Tests.Onnx.Models;

namespace Infill.Tests.Cli.Checks;

/// <summary>What <c>check</c> and <c>--dry-run</c> say of models and erasers, as processes, without loading any.</summary>
public sealed class EngineCheckTests
{
    private static readonly string Model = GoldenData.PathOf("models/sd15-inpaint");

    [Fact]
    public void Check_Model_TellsWhatItTakes()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("check", "photo.png", "--mask", "rect:10,10,9,9", "--model", Model, "--prompt", "x", "--json");

        JsonObject record = RecordAssert.Fits("check", run.Out);
        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(("sd", "Stable Diffusion 1, trained to inpaint"), ((string)record["engine"]!["name"]!, (string)record["engine"]!["model"]!));
        Assert.True((long)record["engine"]!["memoryMb"]! > 0 && (double)record["engine"]!["coreSeconds"]! >= 0);
        Assert.Matches("; sd, about [0-9.]+ s of one core, [0-9,]+ MiB", folder.Run("check", "photo.png", "--model", Model).Out);
    }

    [Fact]
    public void DryRun_Model_TellsTimeAndMemory()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("replace", "photo.png", "--mask", "mask.png", "--prompt", "x", "--model", Model, "--output", "out.png", "--dry-run", "--json");

        JsonObject record = RecordAssert.Fits("plan", run.Out);
        Assert.True((double)record["seconds"]! >= 0 && (long)record["engineMemoryMb"]! > 0, run.ToString());
        Assert.Matches(@"Would replace 1 region \([0-9]+ px\) with sd, about [0-9.]+ s, [0-9,]+ MiB → out.png", run.Error);
        Assert.False(folder.Has("out.png"));
    }

    // What is wrong with the model does not hide what is wrong with the pictures.
    [Theory]
    [InlineData(6, "neither a path nor a model in", "--model", "nowhere/nothing")]
    [InlineData(7, "but the limit allows 1 MB", "--model", "MODEL", "--max-model-memory", "1")]
    [InlineData(2, "--strength 0.1 of 2 steps leaves no step", "--model", "MODEL", "--steps", "2", "--strength", "0.1")]
    [InlineData(1, "layers of the text encoder", "--model", "MODEL", "--clip-skip", "11")]
    [InlineData(6, "There is no file", "--eraser", "gone.onnx")]
    [InlineData(1, "memory of this process", "--eraser", "evil.onnx")]
    [InlineData(1, "no eraser that is known", "--eraser", "other.onnx")]
    public void CheckAndDryRun_BadModel_AnswerAsARunWould(int code, string reason, params string[] choice)
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["evil.onnx"], TestGraphs.Outer("*/_ORT_MEM_ADDR_/*"));
        File.WriteAllBytes(folder["other.onnx"], TestGraphs.Inner());
        string[] words = [.. choice.Select(word => word == "MODEL" ? Model : word)];

        CliRun check = folder.Run(["check", "photo.png", "missing.png", "--mask", "mask.png", .. words]);
        CliRun dry = folder.Run([choice[0] == "--model" ? "fill" : "remove", "photo.png", "--mask", "mask.png", .. words, "--output", "out.png", "--dry-run"]);

        Assert.Contains(reason, check.Error, StringComparison.Ordinal);
        Assert.Contains("no file 'missing.png'", check.Error, StringComparison.Ordinal);
        Assert.Equal(code, folder.Run(["check", "photo.png", "--mask", "mask.png", .. words]).Code);
        Assert.True(dry.Code == code, dry.ToString());
        Assert.Contains(reason, dry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_IncompleteModel_ListsEveryTensor()
    {
        using var folder = new CliFolder();
        using var model = new TestModel("sd15");
        string[] gone = ["conv_in.weight", "conv_out.bias"];
        string file = Path.GetRelativePath(model.Path, Directory.GetFiles(model.FileOf("unet"), "*.safetensors").Single());
        model.Rewrite(file, tensor => gone.Contains(tensor.Name) ? null : tensor);

        JsonObject record = RecordAssert.Fits("check", folder.Run("check", "photo.png", "--model", model.Path, "--json").Out);

        Assert.All(gone, name => Assert.Contains(record["problems"]!.AsArray(), p => ((string)p!["message"]!).Contains(name, StringComparison.Ordinal)));
        Assert.Null(record["engine"]);
    }

    [Fact]
    public void CheckAndDryRun_Eraser_KnowWhatItTakes()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());

        CliRun check = folder.Run("check", "photo.png", "--eraser", "e.onnx");
        CliRun dry = folder.Run("remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png", "--dry-run");

        Assert.Contains("; eraser, about 0", check.Out, StringComparison.Ordinal);
        Assert.Contains("with eraser, about 0", dry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_ModelBeyondTheBudget_IsALimitForEveryPicture()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("in/a.png", 48, 40);
        File.WriteAllBytes(folder["e.onnx"], TestErasers.Lama("1024"));

        CliRun run = folder.Run("batch", "in", "--mask", "rect:10,10,9,9", "--eraser", "e.onnx", "--memory-budget", "256", "--output-dir", "out");

        Assert.Equal(1, run.Code);
        Assert.Contains("raise the budget", run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out/a.png"));
    }
}
