using Infill.Cli;
using Infill.Cli.Evaluation;
using Infill.Evaluation.Runs;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>What the user may write for an engine.</summary>
public sealed class EngineListTests
{
    private const string Template = "{image} {mask} {output}";

    [Fact]
    public void Make_NamesAndCommands_KeepTheirOrder()
    {
        IReadOnlyList<IEvalEngine> engines = Make("patch", "smooth", "flat", $"cmd:sh {Template}", $"my fill=cmd: sh {Template} {{seed}}");

        Assert.Equal(["patch", "smooth", "flat", "sh", "my fill"], engines.Select(e => e.Info.Name));
        Assert.Equal([true, false, false, false, true], engines.Select(e => e.Info.UsesSeed));
        Assert.Equal([null, null, null, $"sh {Template}", $"sh {Template} {{seed}}"], engines.Select(e => e.Info.Command));
        Assert.Equal(5, engines.Select(e => e.Info.Identity).Distinct().Count());
        Assert.Equal(engines.Select(e => e.Info), Make("patch", "smooth", "flat", $"cmd:sh {Template}", $"my fill=cmd: sh {Template} {{seed}}").Select(e => e.Info));
    }

    [Theory]
    [InlineData(ExitCode.Missing, "known: flat, patch, smooth", "wat")]
    [InlineData(ExitCode.Missing, "known: flat, patch, smooth", "patch=patch")]
    [InlineData(ExitCode.Missing, "no program 'no-such-program'", "x=cmd:no-such-program " + Template)]
    [InlineData(ExitCode.WrongUse, "Two engines are called 'patch'", "patch", "patch")]
    [InlineData(ExitCode.WrongUse, "Two engines are called 'sh'", "cmd:sh " + Template, "SH=cmd:sh -x " + Template)]
    [InlineData(ExitCode.WrongUse, "'truth' cannot be an engine's name", "truth=cmd:sh " + Template)]
    [InlineData(ExitCode.WrongUse, "'<b>' cannot be an engine's name", "<b>=cmd:sh " + Template)]
    [InlineData(ExitCode.WrongUse, "lacks {mask}", "cmd:sh {image} {output}")]
    public void Make_BadEngines_AreRefusedBeforeAnythingRuns(object code, string says, params string[] engines)
    {
        CliException refused = Assert.Throws<CliException>(() => Make(engines));

        Assert.Equal(code, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_SeveralJobs_GiveNoProcessorTime()
    {
        var arguments = new EvalArguments { Cases = new CaseArguments(), Engines = ["flat"], Seeds = [1], Jobs = 2 };
        using var folder = new Tests.Evaluation.Cases.CaseFolder();
        var one = new Infill.Evaluation.Cases.EvalCase
        {
            Name = "a",
            Photo = folder.SavePhoto("a.png", 60, 50),
            Hole = new(Infill.Evaluation.Cases.HoleShape.Disc, 30, 25, 8, 1),
        };

        using var shelf = new Infill.Cli.Jobs.EngineShelf();
        EvalFill fill = EngineList.Make(arguments, null, shelf)[0].Fill(Infill.Evaluation.Cases.CaseMaker.Make(one), 1, CancellationToken.None);

        Assert.Null(fill.CpuSeconds);
    }

    private static IReadOnlyList<IEvalEngine> Make(params string[] engines)
    {
        using var shelf = new Infill.Cli.Jobs.EngineShelf();
        return EngineList.Make(new EvalArguments { Cases = new CaseArguments(), Engines = engines, Seeds = [1] }, cache: null, shelf);
    }
}
