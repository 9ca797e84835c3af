using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Quality;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>The command that fits the gate.</summary>
public sealed class CalibrateCommandTests
{
    [Fact]
    public void Calibrate_SixPhotos_FitsOnFourAndReportsOnTwo()
    {
        using CliFolder folder = Photos(6);

        CliRun run = folder.Run("eval", "calibrate", "photos", "--holes", "1", "--output", "gate.json", "--date", "2026-02-03", "--json");

        Assert.True(run.Code == 0, run.Error);
        JsonNode record = RecordAssert.Fits("calibration", run.Out);
        Assert.Equal(["p3.png", "p6.png"], record["report"]!["photos"]!.AsArray().Select(n => (string?)n));
        Assert.Equal(9, record["report"]!["detectors"]!.AsArray().Count);
        Calibration read = Calibration.Load(folder["gate.json"]);
        Assert.Equal("2026-02-03", read.Date);
        Assert.Equal(["p1.png", "p2.png", "p4.png", "p5.png"], read.Data);
        Assert.Equal((int)record["fittedOn"]!, read.Fills);
    }

    [Fact]
    public void Calibrate_ReportOfItsOwn_PrintsATable()
    {
        using CliFolder folder = Photos(5);

        CliRun run = folder.Run(
            "eval", "calibrate", "photos/p1.png", "photos/p2.png", "photos/p3.png", "--report", "photos/p4.png", "photos/p5.png", "--holes", "1", "--output", "gate.json");

        Assert.True(run.Code == 0, run.Error);
        Assert.Matches(@"(?m)^Seam +[01]\.\d{3} +\d+ +\d+  HardSeam$", run.Out);
        Assert.Matches(@"(?m)^good +\d+ +\d+\.\d %$", run.Out);
        Assert.Contains("→ gate.json", run.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("today")]
    public void Calibrate_NoDay_IsWrongUse(string date)
    {
        using CliFolder folder = Photos(1);

        CliRun run = folder.Run("eval", "calibrate", "photos", "--output", "gate.json", "--date", date);

        Assert.Equal(2, run.Code);
        Assert.Contains("such as 2026-01-31", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_PhotoInBothSets_IsRefused()
    {
        using CliFolder folder = Photos(2);

        CliRun run = folder.Run("eval", "calibrate", "photos", "--report", "photos/p2.png", "--output", "gate.json");

        Assert.Equal(2, run.Code);
        Assert.Contains("p2.png", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_ExistingFile_IsKept()
    {
        using CliFolder folder = Photos(1);
        File.WriteAllText(folder["gate.json"], "mine");

        CliRun run = folder.Run("eval", "calibrate", "photos", "--output", "gate.json");

        Assert.Equal(2, run.Code);
        Assert.Contains("--overwrite", run.LastError, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["gate.json"]));
    }

    [Theory]
    [InlineData(1, "at least 2")]
    [InlineData(4, "to learn from")]
    public void Calibrate_TooFewPhotos_SaysSoAndWritesNothing(int count, string part)
    {
        using CliFolder folder = Photos(count, flat: true);

        CliRun run = folder.Run("eval", "calibrate", "photos", "--holes", "1", "--output", "gate.json");

        Assert.Equal(1, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("gate.json"));
    }

    [Fact]
    public void Calibrate_MissingFolder_SaysWhich()
    {
        using CliFolder folder = Photos(1);

        CliRun run = folder.Run("eval", "calibrate", "none/*.jpg", "--output", "gate.json");

        Assert.Equal(1, run.Code);
        Assert.Contains("none", run.FirstError, StringComparison.Ordinal);
    }

    private static CliFolder Photos(int count, bool flat = false)
    {
        var folder = new CliFolder();
        Directory.CreateDirectory(folder["photos"]);
        for (int k = 1; k <= count; k++)
        {
            Image photo = flat ? Infill.Tests.Support.Pictures.Flat(300, 280, 0.1 * k) : QualityScenes.Photo((uint)k);
            ImageFile.Save(photo, Path.Combine(folder["photos"], $"p{k}.png"), new SaveOptions());
        }

        return folder;
    }
}
