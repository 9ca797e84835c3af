using System.CommandLine;
using Infill.Cli.Evaluation;
using Infill.Cli.Options;
using Infill.Evaluation.Reflections;

namespace Infill.Tests.Cli.Evaluation;

public sealed class ReflectionEvalTests
{
    private static readonly ReflectionTrial Found = new() { Name = "a", HasReflection = true, IsFound = true, Confidence = 0.9, Overlap = 0.8, LikeliestOverlap = 0.8 };
    private static readonly ReflectionTrial Missed = Found with { Name = "b", IsFound = false, Confidence = 0.1, Overlap = 0, LikeliestOverlap = 0.4 };
    private static readonly ReflectionTrial Plain = Missed with { Name = "c", HasReflection = false, LikeliestOverlap = 0 };

    [Fact]
    public void Of_Trials_CountsEachKind()
    {
        var record = ReflectionEvalOutput.Of([Found, Found with { Overlap = 0.6 }, Missed, Plain, Plain with { IsFound = true }]);

        Assert.Equal(("evalReflections", 3, 2, 1), (record.Record, record.Reflections, record.Found, record.WellFound));
        Assert.Equal((2, 1), (record.Plain, record.Grown));
        Assert.Equal(0.7, record.OverlapOfFound, 9);
        Assert.Equal(1.4 / 3, record.OverlapOfAll, 9);
    }

    [Fact]
    public void Of_NothingFound_HasNoMeanToDivideBy()
    {
        var record = ReflectionEvalOutput.Of([Plain]);

        Assert.Equal((0, 0.0, 0.0), (record.Found, record.OverlapOfFound, record.OverlapOfAll));
    }

    [Fact]
    public void Read_Given_IsTaken()
    {
        ReflectionEvalArguments arguments = Parse("a.jpg", "--objects", "x", "--places", "7", "--hole-seed", "9", "--max-side", "640", "--fit", "model.json")!;

        Assert.Equal(["x"], arguments.Scenes.Objects);
        Assert.Equal((7, 9, 640, "model.json"), (arguments.Scenes.Places, arguments.Scenes.Seed, arguments.Scenes.MaxSide, arguments.Fit));
        Assert.Null(Parse("a.jpg", "--objects", "x")!.Fit);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.jpg", "--objects", "x", "--places", "0")]
    public void Read_MissingOrOutOfRange_IsRefused(params string[] words) => Assert.Null(Parse(words));

    private static ReflectionEvalArguments? Parse(params string[] words)
    {
        var command = new Command("reflections");
        var options = new ReflectionEvalOptions();
        options.AddTo(command);
        ParseResult parsed = command.Parse(words);
        return parsed.Errors.Count > 0 ? null : options.Read(parsed);
    }
}
