using CsCheck;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality.Refining;

/// <summary>Whatever a plan does, kept samples stay; checked without <see cref="KeepCheck"/>, with an engine that repaints the whole tile.</summary>
public sealed class PassLawTests
{
    private static readonly Gen<TracePass> Passes =
        from region in Gen.OneOf<string>("whole", "worst", "box", "border")
        from x in Gen.Int[0, 36]
        from y in Gen.Int[0, 30]
        from size in Gen.Int[1, 40]
        from border in Gen.Int[1, 12]
        from edge in Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.OneOf<int?>(null, 3, 20))
        from fill in Gen.Select(Gen.OneOf<double?>(null, 0.3, 1), Gen.Enum<BlendMethod>(), Gen.Int[0, 99])
        select new TracePass
        {
            Name = "p",
            Region = region,
            Place = new PixelRect(x, y, size, size),
            BorderPx = border,
            GrowPx = edge.Item1,
            FeatherPx = edge.Item2,
            ContextPx = edge.Item3 ?? 20,
            Strength = fill.Item1,
            Blend = fill.Item2,
            Seed = fill.Item3,
            Engine = "fake",
            IsKept = true,
        };

    private static readonly Gen<(TracePass[] Passes, int Format, bool FillFirst, bool Grows, bool Soft)> Jobs =
        Gen.Select(Passes.Array[1, 4], Gen.Int[0, Pictures.AllFormats.Length - 1], Gen.Bool, Gen.Bool, Gen.Bool);

    [Fact]
    public void Repeat_AnyPasses_ChangeNoKeptSample() => Jobs.Sample(job =>
    {
        Image image = Pictures.Noise(37, 31, Pictures.AllFormats[job.Format], seed: 3);
        Mask mask = Holes.Of(37, 31, new PixelRect(8, 6, 17, 14), new PixelRect(30, 25, 4, 6));
        if (job.Soft)
        {
            Holes.Paint(mask, new PixelRect(8, 6, 3, 14), 0.4f);
        }

        var request = new InpaintRequest
        {
            Image = image,
            Mask = mask,
            Engine = "fake",
            Options = new InpaintOptions { Mask = job.Grows ? new MaskOptions { GrowPx = 2 } : MaskOptions.Exact },
        };
        FakeEngine engine = FakeEngine.Disturbing(FakeEngine.Plain with { UsesDiffusion = job.Format % 2 == 0, FillsWithoutContext = true });
        TracePass[] passes = [.. job.Passes.Where(pass => PassMask.Make(MaskPrep.Prepare(mask, request.Options.Mask).Composite, pass, 1).CountFilled() > 0)];

        InpaintResult result = new Refiner(engine.InCatalog(), new Gate()).Repeat(request, new TraceRefinement(job.FillFirst, passes, ""));

        Mask composite = MaskPrep.Prepare(mask, request.Options.Mask).Composite;
        for (int i = 0; i < 37 * 31; i++)
        {
            (int x, int y) = (i % 37, i / 37);
            for (int c = 0; composite[x, y] == 0 && c < image.Format.Channels; c++)
            {
                Assert.Equal(image[x, y, c], result.Image[x, y, c]);
            }
        }

        Assert.Equal((37 * 31) - composite.CountFilled(), result.Proof.KeptPixels);
        Assert.True(result.Proof.Holds);
        Assert.Equal(image.ComputeHash(), result.Trace.Hashes.Input);
        Assert.Equal(result.Image.ComputeHash(), result.Trace.Hashes.Output);
    }, iter: 500);

    [Fact]
    public void Repeat_PassOnTheCanvas_SeesWhatEarlierOnesPut()
    {
        var engine = new FakeEngine((tile, options) => FakeEngine.Paint(tile, (_, _) => options.Seed / 10f), RefinerScenes.Copying);
        var request = new InpaintRequest
        {
            Image = Pictures.Flat(60, 50, 0),
            Mask = Holes.Of(60, 50, new PixelRect(20, 15, 20, 20)),
            Engine = "fake",
            Options = FakeEngine.AsPainted with { Fill = new FillOptions { Seed = 4 } },
        };
        TracePass box = new() { Name = "b", Region = "box", Place = new PixelRect(25, 20, 10, 10), Engine = "fake", Seed = 8, Strength = 0.5, Blend = BlendMethod.Feather, ContextPx = 30, IsKept = true };

        InpaintResult result = new Refiner(engine.InCatalog(), new Gate()).Repeat(request, new TraceRefinement(true, [box, box with { IsKept = false }], ""));

        Assert.Equal(2, engine.Seen.Count);
        Assert.Equal(0.4f, engine.Seen[1].Image[0, 25 - engine.Seen[1].RectInImage.X, 20 - engine.Seen[1].RectInImage.Y], 0.01f);
        Assert.InRange(result.Image[30, 25, 0] / 255.0, 0.59, 0.61);
        Assert.InRange(result.Image[21, 16, 0] / 255.0, 0.39, 0.41);
    }

    [Fact]
    public void Make_StrengthForADiffusionModel_IsItsOwnAndTheMaskStaysFull()
    {
        InpaintRequest request = RefinerScenes.Request() with
        {
            Options = RefinerScenes.Request().Options with
            {
                Fill = new FillOptions { Prompt = "a bowl", Diffusion = new DiffusionOptions { Steps = 7, HoleContent = HoleContent.Noise } },
                Plan = new PlanOptions { Passes = [new PixelRect(0, 0, 200, 200)] },
            },
        };
        TracePass pass = new() { Name = "p", Region = "box", Place = new PixelRect(140, 130, 20, 20), Engine = "fake", Strength = 0.4, Seed = 9, ContextPx = 50 };

        InpaintRequest made = PassRequest.Make(request, request.Image, request.Mask, pass, FakeEngine.Plain);

        Assert.Equal((0.4, 7, HoleContent.Original), (made.Options.Fill.Diffusion!.Strength, made.Options.Fill.Diffusion.Steps, made.Options.Fill.Diffusion.HoleContent));
        Assert.Equal(("a bowl", 9, 50), (made.Options.Fill.Prompt, made.Options.Fill.Seed, made.Options.Plan.ContextPx));
        Assert.Equal(1f, made.Mask.Values.Max());
        Assert.Empty(made.Options.Plan.Passes);
        Assert.Equal(MaskOptions.Exact, made.Options.Mask);
    }

    [Fact]
    public void Make_AnotherEngine_GetsNeitherPromptNorSteps()
    {
        InpaintRequest request = RefinerScenes.Request() with
        {
            Options = new InpaintOptions { Fill = new FillOptions { Prompt = "a bowl", Diffusion = new DiffusionOptions { Strength = 0.5 } } },
        };
        TracePass pass = new() { Name = "p", Region = "whole", Engine = "other" };

        InpaintRequest made = PassRequest.Make(request, Pictures.Flat(300, 280, 0), request.Mask, pass, RefinerScenes.Copying with { Name = "other" });

        Assert.Equal("other", made.Engine);
        Assert.Null(made.Options.Fill.Prompt);
        Assert.Null(made.Options.Fill.Diffusion);
        Assert.Same(request.Image, made.Image);
    }

    [Theory]
    [InlineData("whole", null, 0, null, true)]
    [InlineData("whole", 1.0, 0, 0.5, true)]
    [InlineData("whole", null, 0, 0.5, false)]
    [InlineData("whole", 0.5, 0, null, false)]
    [InlineData("whole", null, 3, null, false)]
    [InlineData("box", null, 0, null, false)]
    public void IsFromSource_Pass_IsTrueIfNothingOfTheCanvasWouldBeLeft(string region, double? strength, int feather, double? asked, bool expected)
    {
        TracePass pass = new() { Name = "p", Region = region, Strength = strength, FeatherPx = feather, Engine = "fake" };
        InpaintOptions options = new() { Fill = new FillOptions { Diffusion = new DiffusionOptions { Strength = asked } } };

        Assert.Equal(expected, PassRequest.IsFromSource(pass, FakeEngine.Plain, options));
    }
}
