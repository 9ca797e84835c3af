using System.CommandLine;
using Infill.Cli.Evaluation;
using Infill.Cli.Options;
using Infill.Evaluation.Cases;
using Infill.Evaluation.CastShadows;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Evaluation;

public sealed class ShadowEvalTests
{
    private static readonly ShadowTrial Shadow = new() { Name = "a", HasShadow = true, IsFound = true, Confidence = 0.9, Overlap = 0.8, LikeliestOverlap = 0.8 };
    private static readonly ShadowTrial Missed = Shadow with { Name = "b", IsFound = false, Confidence = 0.1, Overlap = 0, LikeliestOverlap = 0.4 };
    private static readonly ShadowTrial Lit = Missed with { Name = "c", HasShadow = false, LikeliestOverlap = 0 };

    [Fact]
    public void Of_Trials_CountsEachKind()
    {
        ShadowEvalOutput record = ShadowEvalOutput.Of([Shadow, Shadow with { Overlap = 0.6 }, Missed, Lit, Lit with { IsFound = true }]);

        Assert.Equal((3, 2, 1), (record.Shadows, record.Found, record.WellFound));
        Assert.Equal((2, 1), (record.Lit, record.Grown));
        Assert.Equal(0.7, record.OverlapOfFound, 9);
        Assert.Equal(1.4 / 3, record.OverlapOfAll, 9);
        Assert.Equal("evalShadows", record.Record);
    }

    [Fact]
    public void Of_NothingFound_HasNoMeanToDivideBy()
    {
        ShadowEvalOutput record = ShadowEvalOutput.Of([Lit]);

        Assert.Equal((0, 0.0, 0.0), (record.Found, record.OverlapOfFound, record.OverlapOfAll));
    }

    [Fact]
    public void Of_RelitShadows_GivesFallAndTexture()
    {
        RelitTrial Relit(double after, double gradient) => new() { ErrorBefore = 20, ErrorAfter = after, GradientRatio = gradient, TruthEnergy = 4 * after / 20, ChangedKeptPixels = 0 };

        ShadowEvalOutput record = ShadowEvalOutput.Of([Shadow with { Relit = Relit(2, 1.1) }, Shadow with { Relit = Relit(4, 1.3) }, Missed with { Relit = Relit(24, 0.9) }, Missed]);

        Assert.Equal((3, 2), (record.Relit, record.TextureKept));
        Assert.Equal(1.5 / 4, record.MeanFall, 9);
        Assert.Equal(0.8, record.MedianFall, 9);
        Assert.Equal(1.1, record.GradientRatio, 9);
        Assert.Equal((1, 1), (record.Textured, record.TexturedKept));
    }

    [Fact]
    public void Of_ShadowsThatWereFoundAndRelit_CountsTheMissedAsNoFall()
    {
        var relit = new RelitTrial { ErrorBefore = 20, ErrorAfter = 5, GradientRatio = 1, TruthEnergy = 9, ChangedKeptPixels = 0 };

        ShadowEvalOutput record = ShadowEvalOutput.Of([Shadow with { RelitFound = relit }, Shadow, Missed, Lit]);

        Assert.Equal(0.375, record.FoundMeanFall, 9);
        Assert.Equal(0.25, record.EndToEndMeanFall, 9);
    }

    [Fact]
    public void OverlapOf_KnownRectangles_IsIntersectionOverUnion()
    {
        var size = new PixelSize(20, 10);
        Mask Rect(int x, int width) => TestTiles.RectMask(size, new PixelRect(x, 2, width, 5));

        Assert.Equal(1, Iou.Of(Rect(3, 6), Rect(3, 6)));
        Assert.Equal(1.0 / 3, Iou.Of(Rect(0, 8), Rect(4, 8)), 9);
        Assert.Equal(0, Iou.Of(Rect(0, 4), Rect(10, 4)));
        Assert.Equal(1, Iou.Of(new Mask(size), new Mask(size)));
    }

    [Fact]
    public void Read_Defaults_AreTheDocumentedOnes()
    {
        ShadowEvalArguments arguments = Parse("a.jpg", "b.jpg", "--objects", "cuts")!;

        Assert.Equal(["a.jpg", "b.jpg"], arguments.Scenes.Photos);
        Assert.Equal(["cuts"], arguments.Scenes.Objects);
        Assert.Equal((2, 1, 1280), (arguments.Scenes.Places, arguments.Scenes.Seed, arguments.Scenes.MaxSide));
    }

    [Fact]
    public void Read_Given_IsTaken()
    {
        ShadowEvalArguments arguments = Parse("a.jpg", "--objects", "x", "--objects", "y", "--places", "7", "--hole-seed", "9", "--max-side", "640")!;

        Assert.Equal(["x", "y"], arguments.Scenes.Objects);
        Assert.Equal((7, 9, 640), (arguments.Scenes.Places, arguments.Scenes.Seed, arguments.Scenes.MaxSide));
    }

    [Fact]
    public void Read_Fit_NamesTheFile()
    {
        Assert.Null(Parse("a.jpg", "--objects", "x")!.Fit);
        Assert.Equal("model.json", Parse("a.jpg", "--objects", "x", "--fit", "model.json")!.Fit);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("--objects", "x")]
    [InlineData("a.jpg", "--objects", "x", "--places", "0")]
    [InlineData("a.jpg", "--objects", "x", "--max-side", "63")]
    [InlineData("a.jpg", "--objects", "x", "--hole-seed", "65536")]
    public void Read_MissingOrOutOfRange_IsRefused(params string[] words) => Assert.Null(Parse(words));

    private static ShadowEvalArguments? Parse(params string[] words)
    {
        var command = new Command("shadows");
        var options = new ShadowEvalOptions();
        options.AddTo(command);
        ParseResult parsed = command.Parse(words);
        return parsed.Errors.Count > 0 ? null : options.Read(parsed);
    }
}
