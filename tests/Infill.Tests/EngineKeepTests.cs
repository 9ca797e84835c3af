using CsCheck;
using Infill.Engines;
using Infill.Engines.Smooth;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests;

/// <summary>The exact-keep law with the engines that people run, and every default option.</summary>
public sealed class EngineKeepTests
{
    [Theory]
    [InlineData("patch", 12)]
    [InlineData("smooth", 60)]
    public void Run_BuiltInEngine_ChangesNoKeptSampleAndRepeatsItself(string engine, int jobs)
    {
        var inpainter = new Inpainter(Catalog());
        Gen.Select(Gen.Int[20, 70], Gen.Int[20, 70], Gen.Int[0, Pictures.AllFormats.Length - 1], Gen.Int[0, 9999]).Sample(
            (width, height, format, seed) =>
            {
                Image image = Pictures.Noise(width, height, Pictures.AllFormats[format], seed);
                InpaintRequest request = new() { Image = image, Mask = TwoHoles(width, height, seed), Engine = engine };

                InpaintResult first = inpainter.Run(request);
                InpaintResult again = inpainter.Run(request with { Options = new() { Fill = new() { Threads = 1 } } });

                Assert.True(first.Proof.Holds);
                Assert.True(first.Proof.KeptPixels > 0);
                Assert.Equal(first.Trace.Hashes.Output, again.Trace.Hashes.Output);
                Assert.NotEqual(first.Trace.Hashes.Input, first.Trace.Hashes.Output);
            },
            iter: jobs);
    }

    private static Mask TwoHoles(int width, int height, int seed)
    {
        var random = new Random(seed);
        var first = new PixelRect(random.Next(width - 6), random.Next(height - 6), 6, 5);
        return Holes.Of(width, height, first, new PixelRect(width - 2, height - 3, 2, 3));
    }

    private static EngineCatalog Catalog()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        catalog.Add(SmoothEngine.Description, () => new SmoothEngine());
        return catalog;
    }
}
