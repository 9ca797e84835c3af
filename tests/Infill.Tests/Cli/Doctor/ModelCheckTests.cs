using System.Text.Json.Nodes;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Erasers;

namespace Infill.Tests.Cli.Doctor;

/// <summary>What the doctor says of models and erasers.</summary>
public sealed class ModelCheckTests
{
    [Fact]
    public void Doctor_SettingsAndStore_ListWhatCanFill()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.Lama());
        (string, string)[] places = [("HF_HOME", folder["hub"]), ("INFILL_ERASER", "e.onnx"), ("INFILL_MODEL", GoldenData.PathOf("models/sd15"))];
        Assert.Equal(0, folder.RunUnder(places, "models", "import", GoldenData.PathOf("models/sd15-inpaint"), "--as", "local/tiny").Code);

        CliRun run = folder.RunUnder(places, "doctor", "--json");

        JsonObject record = RecordAssert.Fits("doctor", run.Out);
        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(
            ["e.onnx eraser eraser", $"{GoldenData.PathOf("models/sd15")} model Stable Diffusion 1", "local/tiny  Stable Diffusion 1, trained to inpaint"],
            record["models"]!.AsArray().Select(m => $"{m!["name"]} {m["setting"]} {m["kind"]}"));
        Assert.Contains("eraser", record["engines"]!.AsArray().Select(e => (string)e!["name"]!));
        Assert.DoesNotContain(record["findings"]!.AsArray(), f => ((string)f!["what"]!).Contains("No Stable Diffusion", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INFILL_ERASER", "gone.onnx", "The setting 'eraser' names gone.onnx")]
    [InlineData("INFILL_ERASER", "photo.png", "The setting 'eraser' names photo.png")]
    [InlineData("INFILL_MODEL", "nobody/nothing", "The setting 'model' names nobody/nothing")]
    public void Doctor_SettingThatNamesNothingOfUse_IsBroken(string variable, string value, string reason)
    {
        using var folder = new CliFolder();

        CliRun run = folder.RunUnder([("HF_HOME", folder["hub"]), (variable, value)], "doctor");

        Assert.Equal(1, run.Code);
        Assert.Contains(reason, run.FirstError, StringComparison.Ordinal);
        Assert.Contains($"model      {value} (cannot be used", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_ModelWithAHole_IsMissingNotBroken()
    {
        using var folder = new CliFolder();
        (string, string)[] places = [("HF_HOME", folder["hub"])];
        Assert.Equal(0, folder.RunUnder(places, "models", "import", GoldenData.PathOf("models/sd15"), "--as", "local/tiny").Code);
        string unet = Directory.GetFiles(folder["hub"], "*.safetensors", SearchOption.AllDirectories).First(f => f.Contains("unet", StringComparison.Ordinal));
        File.Delete(File.ResolveLinkTarget(unet, returnFinalTarget: true)?.FullName ?? unet);

        CliRun run = folder.RunUnder(places, "doctor");

        Assert.Equal(0, run.Code);
        Assert.Contains("missing    local/tiny is not whole", run.Out, StringComparison.Ordinal);
        Assert.Contains("No Stable Diffusion model was found", run.Out, StringComparison.Ordinal);
    }
}
