using CsCheck;
using Infill.Cli;
using Infill.Cli.Batch;
using Infill.Cli.Jobs;

namespace Infill.Tests.Cli.Batch;

/// <summary>Texts become jobs as if the user had typed them, whatever they hold.</summary>
public sealed class JobParserTests
{
    private static readonly Gen<string> AnyText =
        Gen.OneOf<char>('-', '=', ':', '"', '\'', ' ', '\n', '@', '/', '\\', '$', 'a', 'é', '*', '{').Array[1, 12]
            .Select(letters => new string(letters)).Where(text => !string.IsNullOrWhiteSpace(text));

    [Fact]
    public void Parse_AnyTexts_ComeThroughUnchanged() => Gen.Select(AnyText, AnyText, AnyText, AnyText).Sample((image, output, mask, exclude) =>
    {
        JobArguments job = JobParser.Parse("remove", image, output, JobWords.None.With("--mask", mask).With("--exclude", exclude).With("--lenient"));

        Assert.Equal((image, output, mask, exclude, true), (job.Source.Image, job.Output.Path, job.Source.Mask, job.Source.Exclude, job.Source.Lenient));
    });

    [Fact]
    public void Parse_EveryWorkflow_TakesItsOwnOptionsAndRefusesOthers() => Assert.All(JobParser.Workflows, workflow =>
    {
        JobWords needed = workflow switch
        {
            "extend" => JobWords.None.With("--left", "4"),
            "unshadow" => JobWords.None.With("--auto"),
            _ => JobWords.None.With("--seed", "5"),
        };
        Assert.Equal(workflow, JobParser.Parse(workflow, "a.png", "b.png", needed).Workflow);

        foreach (string stranger in JobParser.CreateOptions().Select(o => o.Name).Except(JobParser.OptionsOf(workflow)))
        {
            Assert.Contains($"{stranger} is no option of {workflow}", Assert.Throws<CliException>(() => JobParser.Parse(workflow, "a.png", "b.png", needed.With(stranger, "1"))).Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void OptionsOf_EveryWorkflow_SaysNothingOfPlacesAndTalk() => Assert.All(
        JobParser.Workflows,
        workflow => Assert.Empty(JobParser.OptionsOf(workflow).Intersect(["--output", "--output-dir", "--overwrite", "--trace", "--json", "--quiet", "--progress", "--dry-run", "--strict"])));

    [Fact]
    public void Parse_WrongValues_AreAllSaidInTheCommandsOwnWords()
    {
        var refused = Assert.Throws<CliException>(() => JobParser.Parse("fill", "a.png", "b.png", JobWords.None.With("--seed", "x").With("--blend", "soft")));

        Assert.Equal(ExitCode.WrongUse, refused.Code);
        Assert.Contains("--seed is 'x'; it must be a whole number", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--blend is 'soft'; it must be one of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JobWords_WithAndWithout_LeaveTheOriginalAsItWas()
    {
        JobWords first = JobWords.None.With("--seed", "1");
        JobWords second = first.With("--seed", "2").With("--no-grain").Without("--engine");

        Assert.Equal(["--seed=1"], first.ToArguments());
        Assert.Equal(["--seed=2", "--no-grain"], second.ToArguments());
        Assert.Empty(JobWords.None.ToArguments());
    }
}
