using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tiles;

namespace Infill.Tests.Cli;

public sealed class RequestBuilderTests
{
    private static readonly PictureFiles Files = new(StandardStreams.OfProcess, CancellationToken.None);

    private static readonly Image Photo = new(new PixelSize(40, 30), new PixelFormat(ColorModel.Rgb, false, 8));

    [Fact]
    public void Build_Remove_GrowsByTheDefaultFraction()
    {
        InpaintRequest request = RequestBuilder.Build(Job("remove"), Photo, keepStages: false, Files);

        Assert.Equal(new MaskOptions(), request.Options.Mask);
        Assert.Equal(("remove", "patch"), (request.Workflow, request.Engine));
        Assert.Equal(new PixelRect(4, 5, 6, 7), request.Mask.FindBounds());
    }

    [Fact]
    public void Build_Fill_TakesTheMaskAsItIs()
    {
        MaskOptions mask = RequestBuilder.Build(Job("fill"), Photo, keepStages: false, Files).Options.Mask;

        Assert.Equal((0, 0, 0, 0), (mask.GrowPx, mask.FeatherPx, mask.FillHolesPx, mask.DropSpecksPx));
    }

    [Fact]
    public void Build_GrowInPercent_BeatsAWorkflowsPixels()
    {
        JobArguments job = Job("fill") with { Mask = new MaskArguments { Grow = new Amount(5, IsPercent: true), FeatherPx = 2 } };

        MaskOptions mask = RequestBuilder.Build(job, Photo, keepStages: false, Files).Options.Mask;

        Assert.Null(mask.GrowPx);
        Assert.Equal(0.05, mask.GrowFraction, 12);
        Assert.Equal(2, mask.FeatherPx);
    }

    [Fact]
    public void Build_GrowInPixels_BeatsTheFraction()
    {
        JobArguments job = Job("remove") with { Mask = new MaskArguments { Grow = new Amount(4, IsPercent: false) } };

        Assert.Equal(4, RequestBuilder.Build(job, Photo, keepStages: false, Files).Options.Mask.GrowPx);
    }

    [Fact]
    public void Build_FillStages_ReachTheirOptions()
    {
        var fill = new FillArguments { Seed = 9, Threads = 2, ContextPx = 77, Blend = "poisson", NoGrain = true, NoColorMatch = true };

        InpaintOptions options = RequestBuilder.Build(Job("remove") with { Fill = fill }, Photo, keepStages: true, Files).Options;

        Assert.Equal((9, 2), (options.Fill.Seed, options.Fill.Threads));
        Assert.Equal(77, options.Plan.ContextPx);
        Assert.Equal((BlendMethod.Poisson, false, false), (options.Blend.Method, options.Blend.GrainMatch, options.Blend.ColorMatch));
        Assert.True(options.KeepStages);
    }

    [Theory]
    [InlineData("auto", BlendMethod.Auto)]
    [InlineData("feather", BlendMethod.Feather)]
    [InlineData("multiband", BlendMethod.Multiband)]
    [InlineData("poisson", BlendMethod.Poisson)]
    public void Build_EveryBlendWord_HasItsMethod(string word, BlendMethod method)
    {
        JobArguments job = Job("remove") with { Fill = new FillArguments { Blend = word } };

        Assert.Equal(method, RequestBuilder.Build(job, Photo, keepStages: false, Files).Options.Blend.Method);
    }

    [Fact]
    public void Build_Extend_PlacesGuidesAndExclusionsInTheLargerCanvas()
    {
        JobArguments job = Extend(new ExtendArguments { Left = new Amount(25, true), Top = new Amount(3, false) });
        job = job with { Source = job.Source with { Guides = ["-5,10 40,11.5"], Exclude = "rect:1,2,3,4" } };

        InpaintRequest request = RequestBuilder.Build(job, Photo, keepStages: false, Files);

        Assert.Equal(new PixelSize(50, 33), request.Image.Size);
        Assert.Equal([(5.0, 13.0), (50.0, 14.5)], Assert.Single(request.Guides).Points);
        Assert.Equal(request.Image.Size, request.Exclude!.Size);
        Assert.Equal(new PixelRect(11, 5, 3, 4), request.Exclude.FindBounds());
    }

    [Fact]
    public void Build_ExtendToRatio_GrowsTheShortSideOnly()
    {
        InpaintRequest request = RequestBuilder.Build(
            Extend(new ExtendArguments { Ratio = new AspectRatio(2, 1) }), Photo, keepStages: false, Files);

        Assert.Equal(new PixelSize(60, 30), request.Image.Size);
        Assert.Equal("extend", request.Workflow);
        Assert.Equal(20 * 30, request.Mask.CountFilled());
    }

    [Fact]
    public void Build_ExtendBeyondTheLimit_IsALimit()
    {
        JobArguments job = Extend(new ExtendArguments { Left = new Amount(40000, false), Bottom = new Amount(40000, false) });
        job = job with { Source = job.Source with { MaxMegapixels = 1 } };

        Assert.True(Assert.Throws<InvalidRequestException>(() => RequestBuilder.Build(job, Photo, keepStages: false, Files)).IsLimit);
    }

    [Fact]
    public void Limits_WithoutOptions_AreTheLibrarys()
    {
        var defaults = new LoadOptions();

        Assert.Equal(defaults, Limits.From(new SourceArguments { Image = "a" }));
    }

    [Fact]
    public void Limits_MegapixelsAndMegabytes_AreConverted()
    {
        LoadOptions limits = Limits.From(new SourceArguments { Image = "a", MaxMegapixels = 2000, MaxMemoryMb = 65536, Lenient = true });

        Assert.Equal((2_000_000_000L, 65536L << 20, true), (limits.MaxPixels, limits.MaxBytes, limits.Lenient));
    }

    private static JobArguments Job(string workflow) => new()
    {
        Workflow = workflow,
        Source = new SourceArguments { Image = "photo.png", Mask = "rect:4,5,6,7" },
    };

    private static JobArguments Extend(ExtendArguments extend) => new()
    {
        Workflow = "extend",
        Source = new SourceArguments { Image = "photo.png" },
        Extend = extend,
    };
}
