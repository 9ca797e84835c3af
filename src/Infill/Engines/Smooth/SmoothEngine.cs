using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Smooth;

/// <summary>Fills a hole with the smoothest surface that its border allows: the traditional baseline, and right for scratches.</summary>
/// <remarks>Every pixel whose mask is above 0, and every excluded or untrusted pixel, is an unknown; all others are data. A region whose largest inscribed circle
/// has a radius of at most <see cref="ThinRadiusPx"/> gets a thin plate, which continues gradients across (<see cref="ThinPlate"/>); others, where a plate
/// would amplify the border's noise, get a membrane (harmonic: each pixel the mean of its neighbours). The tile's border has no data beyond it:
/// Neumann for the membrane, the natural condition for the plate. Seed and guides are ignored. The same bits for any number of threads.</remarks>
public sealed class SmoothEngine : IInpaintEngine
{
    /// <summary>Largest inscribed radius, in pixels to the nearest datum, of a region that is filled by a thin plate: scratches up to seven pixels wide.</summary>
    public const int ThinRadiusPx = 4;

    // Second differences need three pixels in each direction.
    private const int LeastPlateSide = 3;

    /// <summary>Name "smooth", no prompt, no seed; a thin margin is context enough.</summary>
    public static EngineInfo Description { get; } = new()
    {
        Name = "smooth",
        Summary = "Smooth interpolation from the hole's border (thin plate or membrane): for scratches, wires and dust a few pixels thin.",
        Pace = new EnginePace(PerRegion: 0.05, PerHoleMegapixel: 8, PerTileMegapixel: 0.3),
        Context = new ContextRule(MinPx: 24, Factor: 0.5, BasePx: 48, Slope: 0),
    };

    /// <summary>The same as <see cref="Description"/>.</summary>
    public EngineInfo Info => Description;

    /// <inheritdoc/>
    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        Mask unknown = FindUnknown(tile);
        float radius = DistanceTransform.ToKept(unknown).Max();
        if (float.IsInfinity(radius))
        {
            throw new EngineException(
                "The whole region is masked or excluded, so there is nothing to interpolate from; use a smaller mask, exclude less, or give the region more context.");
        }

        if (radius == 0)
        {
            return new EngineFill { Image = tile.Image.Clone() };
        }

        bool isThin = radius <= ThinRadiusPx && Math.Min(unknown.Width, unknown.Height) >= LeastPlateSide;
        Func<int, float[]> solve = isThin
            ? PrepareThinPlate(tile.Image, unknown, cancellationToken)
            : PrepareMembrane(tile.Image, unknown, cancellationToken);
        FloatImage filled = SolveChannels(tile, solve, new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1, CancellationToken = cancellationToken }, progress);
        return new EngineFill { Image = filled, Warnings = radius <= ThinRadiusPx ? [] : [DescribeWidth(radius)] };
    }

    /// <summary>Does nothing: the engine holds no resources.</summary>
    public void Dispose()
    {
    }

    private static string DescribeWidth(float radius) =>
        $"The hole is up to {2 * radius:0} pixels wide; 'smooth' leaves no texture there and suits holes of a few pixels, 'patch' fills larger ones.";

    private static Mask FindUnknown(Tile tile)
    {
        PixelRect frame = tile.Image.Size.Bounds;
        Mask unknown = tile.Mask.Crop(frame);
        foreach (Mask? other in (Mask?[])[tile.Exclude, tile.Unknown])
        {
            float[] more = other?.Crop(frame).Values ?? [];
            for (int i = 0; i < more.Length; i++)
            {
                unknown.Values[i] = MathF.Max(unknown.Values[i], more[i]);
            }
        }

        return unknown;
    }

    private static FloatImage SolveChannels(Tile tile, Func<int, float[]> solve, ParallelOptions parallel, IProgress<EngineProgress>? progress)
    {
        FloatImage filled = tile.Image.Clone();
        int done = 0;
        try
        {
            Parallel.For(0, filled.Channels, parallel, c =>
            {
                WriteHole(tile.Mask, filled.Plane(c), solve(c));
                int step = Interlocked.Increment(ref done);
                progress?.Report(new EngineProgress(step, filled.Channels, (double)step / filled.Channels));
            });
        }
        catch (AggregateException e) when (parallel.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The fill was cancelled.", e, parallel.CancellationToken);
        }

        return filled;
    }

    private static Func<int, float[]> PrepareThinPlate(FloatImage image, Mask unknown, CancellationToken cancellationToken)
    {
        var plate = new ThinPlate(unknown);
        return c => plate.Solve(image.Plane(c), cancellationToken);
    }

    private static Func<int, float[]> PrepareMembrane(FloatImage image, Mask unknown, CancellationToken cancellationToken)
    {
        bool[] holes = Array.ConvertAll(unknown.Values, v => v > 0);
        float[] anchor = SumKnownNeighbours(holes, unknown.Size, [.. holes.Select(_ => 1f)]);
        var solver = new PoissonSolver(unknown.Size, holes, anchor);
        return c => solver.Solve(SumKnownNeighbours(holes, unknown.Size, image.Plane(c)), cancellationToken);
    }

    private static float[] SumKnownNeighbours(bool[] holes, PixelSize size, ReadOnlySpan<float> values)
    {
        float[] sums = new float[holes.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            int x = i % size.Width;
            if (holes[i])
            {
                sums[i] = (x > 0 && !holes[i - 1] ? values[i - 1] : 0)
                    + (x + 1 < size.Width && !holes[i + 1] ? values[i + 1] : 0)
                    + (i >= size.Width && !holes[i - size.Width] ? values[i - size.Width] : 0)
                    + (i + size.Width < holes.Length && !holes[i + size.Width] ? values[i + size.Width] : 0);
            }
        }

        return sums;
    }

    private static void WriteHole(Mask mask, Span<float> plane, float[] solution)
    {
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                int i = (y * mask.Width) + x;
                plane[i] = mask[x, y] > 0 ? Math.Clamp(solution[i], 0, 1) : plane[i];
            }
        }
    }
}
