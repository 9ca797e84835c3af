using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Quality;

namespace Infill.Tests.Cli;

/// <summary>The files that the gate's options name: read and refused before anything runs.</summary>
public sealed class GateFilesTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public void Settle_JobThatDoesNotRefine_StaysAsItIs()
    {
        JobArguments job = Job("remove", new GateArguments());

        Assert.Same(job, GateFiles.Settle(job));
    }

    [Theory]
    [InlineData("remove", true)]
    [InlineData("extend", true)]
    [InlineData("refine", false)]
    public void Settle_WithoutAFile_TakesTheWorkflowsPlanAndFillsFirstIfItFills(string workflow, bool fillsFirst)
    {
        JobArguments settled = GateFiles.Settle(Job(workflow, new GateArguments { Refines = workflow != "refine" }));

        Assert.Equal(fillsFirst, settled.Gate.Plan!.FillFirst);
        Assert.Equal(DefaultRefinement.For(workflow).Passes.Select(p => p.Name), settled.Gate.Plan.Passes.Select(p => p.Name));
        Assert.Same(settled, GateFiles.Settle(settled));
    }

    [Theory]
    [InlineData(null, 1, 3, 4)]
    [InlineData(2, 1, 3, 2)]
    [InlineData(9, 4, 3, 7)]
    public void MostFills_WithAPlan_AreTheFillsAndPasses(int? attempts, int count, int passes, int expected)
    {
        RefinementPlan plan = new() { FillFirst = true, Passes = [.. Enumerable.Range(0, passes).Select(i => new RefinementPass { Name = $"p{i}" })] };
        JobArguments job = Job("fill", new GateArguments { Attempts = attempts, Plan = plan }) with { Output = new OutputArguments { Count = count } };

        Assert.Equal(expected, job.MostFills);
    }

    [Theory]
    [InlineData("{}", "does not fit")]
    [InlineData("nothing", "does not fit")]
    [InlineData(null, "no file")]
    public void Calibration_ThatIsNone_IsRefusedBeforeTheRun(string? text, string part)
    {
        if (text is not null)
        {
            File.WriteAllText(_folder["c.json"], text);
        }

        CliRun run = _folder.Run("fill", "photo.png", "--mask", "mask.png", "--calibration", "c.json", "--output", "out.png");

        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Contains("--calibration", run.Error, StringComparison.Ordinal);
        Assert.False(_folder.Has("out.png"));
    }

    [Fact]
    public void Calibration_AndNoGate_ExcludeEachOther()
    {
        File.WriteAllText(_folder["c.json"], Calibration.Default.ToJson());

        Assert.Equal(2, _folder.Run("fill", "photo.png", "--mask", "mask.png", "--calibration", "c.json", "--no-gate", "--output", "out.png").Code);
        Assert.Equal(ExitCode.WrongUse, Assert.Throws<CliException>(() => GateFiles.Settle(Job("fill", new GateArguments { Refines = true, IsOff = true }))).Code);
    }

    [Fact]
    public void Calibration_OfItsOwn_DecidesTheVerdict()
    {
        Infill.Imaging.ImageFile.Save(QualityScenes.Photo(), _folder["scene.png"]);
        File.WriteAllText(_folder["strict.json"], (Calibration.Default with { Limit = 1e-9 }).ToJson());
        File.WriteAllText(_folder["mild.json"], (Calibration.Default with { Bias = -1e6 }).ToJson());

        Assert.Equal("degraded", StatusUnder("strict.json", "patch"));
        Assert.Equal("completed", StatusUnder("mild.json", "smooth"));
    }

    public void Dispose() => _folder.Dispose();

    private string? StatusUnder(string file, string engine)
    {
        CliRun run = _folder.Run("fill", "scene.png", "--mask", "ellipse:150,140,36,36", "--engine", engine, "--calibration", file, "--output", "out.png", "--overwrite", "--json");
        return (string?)RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!["status"];
    }

    private static JobArguments Job(string workflow, GateArguments gate) =>
        new() { Workflow = workflow, Source = new SourceArguments { Image = "photo.png" }, Gate = gate };
}
