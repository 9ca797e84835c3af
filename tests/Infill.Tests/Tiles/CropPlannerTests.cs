using System.Diagnostics;
using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class CropPlannerTests
{
    private static readonly ContextRule Fixed10 = new(MinPx: 10, Factor: 0, BasePx: 0, Slope: 0);
    private static readonly ContextRule Patch = new(MinPx: 160, Factor: 2, BasePx: 300, Slope: 0.8);

    [Theory]
    [InlineData(50, 40, 20, 10, 40, 30, 40, 30)] // inside: 10 on every side
    [InlineData(0, 0, 20, 10, 0, 0, 30, 20)] // top left corner: clipped
    [InlineData(180, 90, 20, 10, 170, 80, 30, 20)] // bottom right corner: clipped
    public void Plan_OneHole_InflatesAndClips(int x, int y, int w, int h, int sx, int sy, int sw, int sh)
    {
        var hole = new PixelRect(x, y, w, h);

        CropPlan plan = Assert.Single(Plan(Holes.Of(200, 100, hole), Fixed10));

        Assert.Equal(new PixelRect(sx, sy, sw, sh), plan.SourceInImage);
        Assert.Equal(hole, plan.HoleInImage);
        Assert.Equal(new PixelRect(x - sx, y - sy, w, h), plan.HoleInTile);
        Assert.Equal(w * h, plan.HolePixels);
    }

    [Fact]
    public void Plan_EmptyMask_HasNoRegions() => Assert.Empty(Plan(new Mask(new PixelSize(9, 9)), Fixed10));

    [Fact]
    public void Plan_ContextOption_OverrulesTheEngine()
    {
        CropPlan plan = Assert.Single(Plan(
            Holes.Of(100, 100, new PixelRect(50, 50, 4, 4)), Fixed10, new PlanOptions { ContextPx = 3 }));

        Assert.Equal(new PixelRect(47, 47, 10, 10), plan.SourceInImage);
    }

    [Fact]
    public void Plan_NeighboursWhoseContextsOverlap_ShareATile()
    {
        CropPlan plan = Assert.Single(Plan(
            Holes.Of(200, 100, new PixelRect(50, 40, 10, 10), new PixelRect(65, 40, 10, 10)), Fixed10));

        Assert.Equal(new PixelRect(40, 30, 45, 30), plan.SourceInImage);
        Assert.Equal(200, plan.HolePixels);
    }

    [Fact]
    public void Plan_DistantHoles_StayApartInReadingOrder()
    {
        IReadOnlyList<CropPlan> plans = Plan(
            Holes.Of(300, 300, new PixelRect(200, 10, 5, 5), new PixelRect(10, 200, 5, 5), new PixelRect(10, 10, 5, 5)), Fixed10);

        Assert.Equal([(10, 10), (200, 10), (10, 200)], plans.Select(p => (p.HoleInImage.X, p.HoleInImage.Y)));
    }

    [Fact]
    public void Plan_CornersThatBarelyOverlap_AreNotJoinedIntoAWastefulTile()
    {
        IReadOnlyList<CropPlan> plans = Plan(
            Holes.Of(200, 200, new PixelRect(50, 50, 10, 10), new PixelRect(75, 75, 10, 10)), Fixed10);

        Assert.Equal(2, plans.Count);
        Assert.False(plans[0].SourceInImage.Intersect(plans[1].SourceInImage).IsEmpty);
    }

    [Fact]
    public void Plan_DiagonalChainOfSpecks_DoesNotBecomeOnePictureSizedTile()
    {
        PixelRect[] specks = [.. Enumerable.Range(0, 400).Select(i => new PixelRect(i * 10, i * 10, 2, 2))];
        Mask mask = Holes.Of(4000, 4000, specks);

        IReadOnlyList<CropPlan> plans = Plan(mask, Patch);

        Assert.All(plans, p => Assert.True(p.SourceInImage.Area <= RegionMerge.FreeAreaPx, $"{p.SourceInImage}"));
        Assert.True(plans.Count < 60, $"{plans.Count} tiles for a chain that covers about 4.2 megapixels");
    }

    [Fact]
    public void Plan_DustEverywhere_StaysLinearAndBounded()
    {
        PixelRect[] specks =
        [
            .. Enumerable.Range(0, 40_000).Select(i => new PixelRect(i % 200 * 15, i / 200 * 15, 1, 1)),
        ];
        Mask mask = Holes.Of(3000, 3000, specks);
        long start = Stopwatch.GetTimestamp();

        IReadOnlyList<CropPlan> plans = Plan(mask, Patch);

        // Comparing all pairs takes 800 million steps; measured: 0.1 s.
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 5);
        Assert.All(plans, p => Assert.True(p.SourceInImage.Area <= RegionMerge.FreeAreaPx, $"{p.SourceInImage}"));
        Assert.Equal(40_000, plans.Sum(p => p.HolePixels));
    }

    [Fact]
    public void Plan_ManyScratchesWithTheSameBounds_IsNotQuadratic()
    {
        var scratches = new Mask(new PixelSize(3000, 3000));
        for (int i = 0; i < 3000 * 250; i++)
        {
            // 250 parallel diagonals of 3000 − 12k pixels, each with bounds of up to the whole picture.
            int x = i % 3000, y = x - (i / 3000 * 12);
            if (y >= 0)
            {
                scratches[x, y] = 1f;
            }
        }

        long start = Stopwatch.GetTimestamp();

        IReadOnlyList<CropPlan> plans = Plan(scratches, Patch);

        // Scratch by scratch over its own bounds it is 750 million pixels.
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 10);
        Assert.Equal(scratches.CountFilled(), plans.Sum(p => p.HolePixels));
    }

    [Fact]
    public void Plan_WireAcrossAPhoto_IsCutIntoBlocks()
    {
        Mask wire = Holes.Of(6000, 4000, new PixelRect(0, 2000, 6000, 8));

        IReadOnlyList<CropPlan> plans = Plan(wire, Patch);

        Assert.Equal(48_000, plans.Sum(p => p.HolePixels));
        // As one tile it would be the whole photo, 24 megapixels.
        Assert.All(plans, p => Assert.True(p.SourceInImage.Area <= 3 * RegionMerge.FreeAreaPx, $"{p.SourceInImage}"));
    }

    [Fact]
    public void Plan_LargeSolidHole_StaysWhole()
    {
        Assert.Single(Plan(Holes.Of(6000, 4000, new PixelRect(1000, 1000, 900, 900)), Patch));
    }

    [Fact]
    public void Plan_Passes_RunInTheirOrderAndTheRestLast()
    {
        Mask mask = Holes.Of(100, 50, new PixelRect(0, 0, 20, 50), new PixelRect(80, 0, 20, 50));
        PixelRect[] passes = [new(80, 0, 12, 50), new(10, 0, 10, 50)];

        IReadOnlyList<CropPlan> plans = Plan(mask, Fixed10, new PlanOptions { Passes = passes });

        Assert.Equal([0, 1, -1, -1], plans.Select(p => p.Pass));
        Assert.Equal([passes[0], passes[1], new(0, 0, 10, 50), new(92, 0, 8, 50)], plans.Select(p => p.HoleInImage));
    }

    [Fact]
    public void Plan_OverlappingPasses_FillTheOverlapTwice()
    {
        Mask mask = Holes.Of(100, 50, new PixelRect(60, 0, 40, 50));
        PixelRect[] passes = [new(60, 0, 20, 50), new(75, 0, 25, 50)];

        IReadOnlyList<CropPlan> plans = Plan(mask, Fixed10, new PlanOptions { Passes = passes });

        Assert.Equal([20 * 50L, 25 * 50L], plans.Select(p => p.HolePixels));
    }

    [Fact]
    public void Plan_LongStripAsPass_GetsContextForItsWidth()
    {
        Mask mask = Holes.Of(4000, 1000, new PixelRect(0, 0, 4000, 64));

        CropPlan plan = Assert.Single(Plan(mask, Patch, new PlanOptions { Passes = [new(0, 0, 4000, 64)] }));

        Assert.Equal(new PixelRect(0, 0, 4000, 64 + (3 * 64)), plan.SourceInImage);
    }

    [Fact]
    public void Plan_AnyMask_HoldsEveryPixelExactlyOnce()
    {
        Gen<(int Width, int Height, int Seed, int Context)> jobs = Gen.Select(
            Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[0, 9999], Gen.Int[0, 20]);
        jobs.Sample(
            job =>
            {
                Mask mask = RandomMask(job.Width, job.Height, job.Seed);
                IReadOnlyList<CropPlan> plans = Plan(mask, Fixed10, new PlanOptions { ContextPx = job.Context });
                AssertPartition(mask, plans);
            },
            iter: 500);
    }

    private static void AssertPartition(Mask mask, IReadOnlyList<CropPlan> plans)
    {
        Mask rest = mask.Clone();
        foreach (CropPlan plan in plans)
        {
            Assert.True(plan.SourceInImage.Contains(plan.HoleInImage));
            Assert.True(mask.Size.Bounds.Contains(plan.SourceInImage));
            Assert.Equal(plan.HolePixels, plan.Runs.Sum(r => (long)r.Length));
            foreach (PixelRun run in plan.Runs)
            {
                Assert.True(plan.HoleInImage.Contains(new PixelRect(run.X, run.Y, run.Length, 1)));
                for (int x = run.X; x < run.Right; x++)
                {
                    Assert.True(rest[x, run.Y] > 0, $"({x}, {run.Y}) is kept or planned twice");
                    rest[x, run.Y] = 0;
                }
            }
        }

        Assert.Equal(0, rest.CountFilled());
    }

    private static Mask RandomMask(int width, int height, int seed)
    {
        var random = new Random(seed);
        var mask = new Mask(new PixelSize(width, height));
        double density = random.NextDouble() * 0.6;
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = random.NextDouble() < density ? 1f - (random.NextSingle() * 0.99f) : 0f;
        }

        return mask;
    }

    private static IReadOnlyList<CropPlan> Plan(Mask mask, ContextRule rule, PlanOptions? options = null) =>
        CropPlanner.Plan(mask, mask.Size, rule, options ?? new PlanOptions());
}
