using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests;

/// <summary>The exact-keep law over random jobs, checked without <see cref="KeepCheck"/>.</summary>
public sealed class KeepPropertyTests
{
    private static readonly Gen<Job> Jobs =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from format in Gen.Int[0, Pictures.AllFormats.Length - 1]
        from shape in Gen.Enum<Shape>()
        from options in Gen.Int[0, 3]
        from seed in Gen.Int[0, 1_000_000]
        select new Job(new PixelSize(width, height), Pictures.AllFormats[format], shape, options, seed);

    private enum Shape
    {
        Rectangle,
        Border,
        Line,
        Specks,
        Soft,
        Full,
        Empty,
    }

    [Fact]
    public void Run_RandomJobs_ChangeNoKeptSample() => Jobs.Sample(AssertJobKeeps, iter: 1200);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 37)]
    [InlineData(37, 1)]
    [InlineData(2, 2)]
    public void Run_TinyPictures_ChangeNoKeptSample(int width, int height)
    {
        foreach (Shape shape in Enum.GetValues<Shape>())
        {
            Assert.All(Pictures.AllFormats, format => AssertJobKeeps(new Job(new PixelSize(width, height), format, shape, Options: 0, Seed: 5)));
        }
    }

    private static void AssertJobKeeps(Job job)
    {
        Image image = Pictures.Noise(job.Size.Width, job.Size.Height, job.Format, job.Seed);
        Mask mask = MakeMask(job);
        var request = new InpaintRequest { Image = image, Mask = mask, Engine = "fake", Options = MakeOptions(job) };
        FakeEngine engine = FakeEngine.Disturbing(FakeEngine.Plain with { FillsWithoutContext = true });
        if (mask.CountFilled() == 0)
        {
            Assert.Throws<InvalidRequestException>(() => engine.Run(request));
            return;
        }

        InpaintResult result = engine.Run(request);

        Mask composite = MaskPrep.Prepare(mask, request.Options.Mask).Composite;
        AssertKept(image, result.Image, composite);
        Assert.Equal(job.Size, result.Image.Size);
        Assert.Equal(job.Format, result.Image.Format);
        Assert.Equal(job.Size.Area - composite.CountFilled(), result.Proof.KeptPixels);
    }

    private static void AssertKept(Image before, Image after, Mask composite)
    {
        for (int y = 0; y < before.Height; y++)
        {
            for (int x = 0; x < before.Width; x++)
            {
                for (int c = 0; composite[x, y] == 0 && c < before.Format.Channels; c++)
                {
                    Assert.Equal(before[x, y, c], after[x, y, c]);
                }
            }
        }
    }

    private static Mask MakeMask(Job job)
    {
        var random = new Random(job.Seed);
        var mask = new Mask(job.Size, RandomRect(random, job.Size));
        foreach (PixelRect rect in MakeRects(job.Shape, random, job.Size))
        {
            mask = mask.WithWindow(mask.Window.Union(rect));
            Holes.Paint(mask, rect, job.Shape == Shape.Soft ? random.NextSingle() : 1f);
        }

        return mask;
    }

    private static PixelRect[] MakeRects(Shape shape, Random random, PixelSize size) => shape switch
    {
        Shape.Rectangle => [RandomRect(random, size)],
        Shape.Border =>
        [
            new(0, 0, size.Width, 1), new(0, size.Height - 1, size.Width, 1), new(0, 0, 1, size.Height), new(size.Width - 1, 0, 1, size.Height),
        ],
        Shape.Line => [new(0, random.Next(size.Height), size.Width, 1)],
        Shape.Specks or Shape.Soft =>
            [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomRect(random, size) with { Width = 1, Height = 1 })],
        Shape.Full => [size.Bounds],
        _ => [],
    };

    private static PixelRect RandomRect(Random random, PixelSize size)
    {
        int x = random.Next(size.Width), y = random.Next(size.Height);
        return new PixelRect(x, y, random.Next(1, size.Width - x + 1), random.Next(1, size.Height - y + 1));
    }

    private static InpaintOptions MakeOptions(Job job) => job.Options switch
    {
        0 => new() { Mask = new() { GrowPx = 0, FeatherPx = 0, FillHolesPx = 0 } },
        1 => new() { Mask = new() { GrowPx = 3, FeatherPx = 2 }, Blend = new() { Method = BlendMethod.Feather } },
        2 => new() { Plan = new() { ContextPx = 2, Passes = Halves(job.Size) } },
        _ => new(),
    };

    private static PixelRect[] Halves(PixelSize size)
    {
        int middle = size.Width / 2;
        PixelRect[] halves = [new(0, 0, middle + (size.Width > 4 ? 2 : 0), size.Height), PixelRect.FromEdges(middle, 0, size.Width, size.Height)];
        return [.. halves.Where(h => !h.IsEmpty)];
    }

    private sealed record Job(PixelSize Size, PixelFormat Format, Shape Shape, int Options, int Seed);
}
