using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests;

public sealed class ForecastTests
{
    private static readonly Inpainter Inpainter = new(BuiltInEngines.CreateCatalog());

    [Fact]
    public void Foresee_AnyRequest_GivesTheRegionsThatRunFills()
    {
        InpaintRequest request = Request(new PixelSize(97, 61), new PixelRect(5, 5, 9, 7), new PixelRect(80, 40, 8, 8)) with { Engine = "smooth" };
        request = request with { Options = request.Options with { Plan = new PlanOptions { ContextPx = 6 } } };

        InpaintForecast forecast = Inpainter.Foresee(request);
        InpaintResult result = Inpainter.Run(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, forecast.Regions.Count);
        Assert.Equal(result.Trace.Regions.Select(r => (r.Hole, r.Source, r.HolePixels)), forecast.Regions.Select(r => (r.HoleInImage, r.SourceInImage, r.HolePixels)));
    }

    [Fact]
    public void Foresee_Seconds_RiseWithTheHoleAndFallWithThreads()
    {
        double small = Seconds(new PixelRect(40, 40, 10, 10), threads: 1);
        double large = Seconds(new PixelRect(40, 40, 60, 60), threads: 1);

        Assert.True(large > small, $"{large} s for the larger hole, {small} s for the smaller one");
        Assert.True(Environment.ProcessorCount == 1 || Seconds(new PixelRect(40, 40, 60, 60), threads: 2) < large);
    }

    [Fact]
    public void Foresee_EngineWithoutAPace_KnowsNoTime()
    {
        var engines = new EngineCatalog();
        engines.Add(FakeEngine.Plain, () => FakeEngine.Disturbing(FakeEngine.Plain));

        InpaintForecast forecast = new Inpainter(engines).Foresee(Request(new PixelSize(60, 60), new PixelRect(20, 20, 9, 9)) with { Engine = FakeEngine.Plain.Name });

        Assert.Null(forecast.Seconds);
    }

    // What an engine knows of its model counts before its pace: memory of the busiest region, loading apart.
    [Fact]
    public void Foresee_EngineThatTellsMore_IsAskedForEveryRegion()
    {
        var engines = new EngineCatalog();
        engines.Add(FakeEngine.Plain, () => FakeEngine.Disturbing(FakeEngine.Plain), (region, options) => new EngineCost(region.Area * options.Seed, 7, 1000, region.Area));
        InpaintRequest request = Request(new PixelSize(97, 61), new PixelRect(5, 5, 9, 7), new PixelRect(80, 40, 8, 8)) with { Engine = FakeEngine.Plain.Name };
        request = request with { Options = request.Options with { Plan = new PlanOptions { ContextPx = 6 }, Fill = new FillOptions { Seed = 5, Threads = 1 } } };

        InpaintForecast forecast = new Inpainter(engines).Foresee(request);

        Assert.Equal((7, 1000L), (forecast.OpeningSeconds, forecast.SharedBytes));
        Assert.Equal(forecast.Regions.Max(r => r.SourceInImage.Area), forecast.FillBytes);
        Assert.Equal(5.0 * forecast.Regions.Sum(r => r.SourceInImage.Area), forecast.Seconds!.Value, 0.01);
    }

    [Fact]
    public void Foresee_WhatRunRefuses_IsRefusedAlike()
    {
        InpaintRequest everything = Request(new PixelSize(30, 30), new PixelRect(0, 0, 30, 30));

        InvalidRequestException foreseen = Assert.Throws<InvalidRequestException>(() => Inpainter.Foresee(everything));
        InvalidRequestException run = Assert.Throws<InvalidRequestException>(() => Inpainter.Run(everything, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(run.Reasons, foreseen.Reasons);
    }

    private static double Seconds(PixelRect hole, int threads)
    {
        InpaintRequest request = Request(new PixelSize(160, 160), hole);
        return Inpainter.Foresee(request with { Options = request.Options with { Fill = new FillOptions { Threads = threads } } }).Seconds!.Value;
    }

    private static InpaintRequest Request(PixelSize size, params PixelRect[] holes)
    {
        var mask = new Mask(size, new PixelRect(0, 0, size.Width, size.Height));
        foreach (PixelRect hole in holes)
        {
            for (int y = hole.Y; y < hole.Bottom; y++)
            {
                mask.Values.AsSpan((y * size.Width) + hole.X, hole.Width).Fill(1f);
            }
        }

        return new InpaintRequest { Image = Pictures.Noise(size.Width, size.Height, Pictures.AllFormats[0], seed: 3), Mask = mask };
    }
}
