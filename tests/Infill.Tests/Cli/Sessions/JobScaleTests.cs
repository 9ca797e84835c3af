using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Sessions;
using Infill.Imaging;
using Infill.Quality.Refining;

namespace Infill.Tests.Cli.Sessions;

public sealed class JobScaleTests
{
    private static readonly JobArguments Job = new()
    {
        Workflow = "remove",
        Source = new SourceArguments { Image = "a.png", Guides = ["1,2 3.5,4"] },
        Mask = new MaskArguments { Grow = new Amount(4, IsPercent: false), FeatherPx = 3, FillHolesPx = 64, DropSpecksPx = 5 },
        Fill = new FillArguments { ContextPx = 100, Seed = 7, Prompt = "a cat" },
    };

    [Fact]
    public void Enlarge_LengthsAndAreas_GrowAsTheyShould()
    {
        JobArguments larger = new JobScale(2.5).Enlarge(Job, step: 1);

        Assert.Equal(["2.5,5 8.75,10"], larger.Source.Guides);
        Assert.Equal(new Amount(10, IsPercent: false), larger.Mask.Grow);
        Assert.Equal(8, larger.Mask.FeatherPx);
        Assert.Equal(400, larger.Mask.FillHolesPx);
        Assert.Equal(31, larger.Mask.DropSpecksPx);
        Assert.Equal(250, larger.Fill.ContextPx);
        Assert.Equal((7, "a cat"), (larger.Fill.Seed, larger.Fill.Prompt));
    }

    [Fact]
    public void Enlarge_RefinementPlan_GrowsItsPlacesWithinTheirBounds()
    {
        RefinementPlace box = new() { Region = RefinementRegion.Box, Box = new PixelRect(10, 20, 30, 41), GrowPx = 4, FeatherPx = 300 };
        RefinementPlan plan = new()
        {
            Passes = [new RefinementPass { Name = "a", Place = box }, new RefinementPass { Name = "b", Place = new RefinementPlace { Region = RefinementRegion.Border, BorderPx = 7 } }],
        };

        RefinementPlan larger = new JobScale(2).Enlarge(Job with { Gate = new GateArguments { Plan = plan } }, step: 1).Gate.Plan!;

        Assert.Equal(new RefinementPlace { Region = RefinementRegion.Box, Box = new PixelRect(20, 40, 60, 82), GrowPx = 8, FeatherPx = 512 }, larger.Passes[0].Place);
        Assert.Equal(14, larger.Passes[1].Place.BorderPx);
        Assert.Null(larger.Passes[1].Place.Box);
        Assert.Empty(RefinementChecks.FindProblems(larger));
        Assert.Null(new JobScale(2).Enlarge(Job, step: 1).Gate.Plan);
    }

    [Fact]
    public void Enlarge_PercentAndDefaults_Stay()
    {
        JobArguments plain = Job with
        {
            Source = Job.Source with { Guides = [] },
            Mask = new MaskArguments { Grow = new Amount(3, IsPercent: true) },
            Fill = new FillArguments(),
        };

        JobArguments larger = new JobScale(3).Enlarge(plain, step: 1);

        Assert.Equal(plain.Mask, larger.Mask);
        Assert.Equal(plain.Fill, larger.Fill);
        Assert.Null(larger.Extend);
    }

    [Fact]
    public void Enlarge_SidesOfAnExtension_GrowUnlessTheyArePercent()
    {
        JobArguments extend = Job with
        {
            Workflow = "extend",
            Extend = new ExtendArguments { Left = new Amount(10, IsPercent: false), Top = new Amount(20, IsPercent: true) },
        };

        ExtendArguments sides = new JobScale(2).Enlarge(extend, step: 1).Extend!;

        Assert.Equal(new Amount(20, IsPercent: false), sides.Left);
        Assert.Equal(new Amount(20, IsPercent: true), sides.Top);
        Assert.Equal(new Amount(0, IsPercent: false), sides.Right);
    }

    [Theory]
    [InlineData("keep", "keep")]
    [InlineData("square", "square")]
    [InlineData("1200x901", "3000x2252")]
    public void Enlarge_CanvasOfAProduct_GrowsIfItIsASize(string canvas, string expected)
    {
        JobArguments swap = Job with { Workflow = "swap-background", Swap = new SwapArguments { Canvas = canvas, MarginPercent = 5 } };

        SwapArguments larger = new JobScale(2.5).Enlarge(swap, step: 1).Swap!;

        Assert.Equal((expected, 5d), (larger.Canvas, larger.MarginPercent));
    }

    [Fact]
    public void Enlarge_CanvasBeyondTheLargest_IsRefused()
    {
        JobArguments swap = Job with { Workflow = "swap-background", Swap = new SwapArguments { Canvas = "40000x100" } };

        CliException refused = Assert.Throws<CliException>(() => new JobScale(2).Enlarge(swap, step: 4));

        Assert.Equal(ExitCode.Limit, refused.Code);
        Assert.StartsWith("Step 4 has a canvas of 40000×100, which would be 80000×200", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enlarge_Exclusion_IsRefusedUnlessTheSizeIsTheSame()
    {
        JobArguments excluding = Job with { Source = Job.Source with { Exclude = "rect:1,1,2,2" } };

        Assert.Same(excluding, new JobScale(1).Enlarge(excluding, step: 3));
        CliException refused = Assert.Throws<CliException>(() => new JobScale(2).Enlarge(excluding, step: 3));
        Assert.Equal(ExitCode.WrongUse, refused.Code);
        Assert.StartsWith("Step 3 excludes 'rect:1,1,2,2'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remove", "remove", "--mask", "rect:1,1,2,2")]
    [InlineData("fill", "fill", "--mask=rect:1,1,2,2", "--seed", "4")]
    [InlineData("extend", "extend", "--left", "5")]
    [InlineData("replace", "replace", "--mask", "m.png", "--prompt", "--odd")]
    [InlineData("add", "add", "--at", "3,4", "--size", "5", "--prompt", "x")]
    [InlineData("unshadow", "unshadow", "--auto")]
    [InlineData("swap-background", "swap-background", "--mask", "m.png", "--background", "white")]
    public void Words_AnEdit_BecomesAJobOnThePicture(string workflow, params string[] words)
    {
        if (words.Contains("--odd"))
        {
            Assert.Contains("--odd is no option of replace", Assert.Throws<CliException>(() => SessionWords.Parse(words, "p.png", "o.png")).Message, StringComparison.Ordinal);
            return;
        }

        JobArguments job = SessionWords.Parse(words, "p.png", "o.png");

        Assert.Equal(workflow, job.Workflow);
        Assert.Equal("p.png", job.Source.Image);
        Assert.Equal("o.png", job.Output.Path);
        Assert.Equal(1, job.Output.Count);
    }
}
