using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class PoissonSolverTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(7, 5, 1)]
    [InlineData(33, 64, 2)]
    [InlineData(101, 77, 3)]
    [InlineData(301, 255, 4)]
    public void Solve_AnchorsOnALinearFunction_ReproducesIt(int width, int height, int shape)
    {
        var size = new PixelSize(width, height);
        bool[] unknown = Shape(size, shape);

        float[] solution = SolveAnchored(size, unknown, (x, y) => 0.1f + (0.7f * x / width) - (0.3f * y / height), out int iterations);

        Assert.InRange(iterations, 0, 40);
        for (int i = 0; i < unknown.Length; i++)
        {
            float expected = unknown[i] ? 0.1f + (0.7f * (i % width) / width) - (0.3f * (i / width) / height) : 0;
            Assert.Equal(expected, solution[i], 1e-4f);
        }
    }

    [Fact]
    public void Solve_ManyUnknowns_NeedsFewIterations()
    {
        var size = new PixelSize(601, 513);

        SolveAnchored(size, Shape(size, 3), (x, y) => MathF.Sin(0.3f * x) * MathF.Cos(0.2f * y), out int iterations);

        Assert.InRange(iterations, 3, 40);
    }

    [Fact]
    public void Solve_PartWithoutAnchor_IsZeroThere()
    {
        var size = new PixelSize(9, 1);
        bool[] unknown = [true, true, false, false, true, true, true, false, false];
        float[] anchor = [0, 0, 0, 0, 0, 0, 2, 0, 0];

        var solver = new PoissonSolver(size, unknown, anchor);
        float[] solution = solver.Solve([0.5f, 0, 0, 0, 0, 0, 1, 0, 0], TestContext.Current.CancellationToken);

        Assert.False(solver.IsDetermined);
        Assert.Equal([0, 0, 0, 0, 0.5f, 0.5f, 0.5f, 0, 0], solution);
    }

    [Fact]
    public void Solve_SideBySide_GivesTheSameBits()
    {
        var size = new PixelSize(61, 47);
        bool[] unknown = Shape(size, 3);
        float[] anchor = [.. unknown.Select((u, i) => u && i % 7 == 0 ? 0.3f : 0f)];
        float[] force = [.. anchor.Select((a, i) => a * MathF.Sin(i))];
        var solver = new PoissonSolver(size, unknown, anchor);
        float[] alone = solver.Solve(force, TestContext.Current.CancellationToken);
        float[][] together = new float[6][];

        Parallel.For(0, together.Length, c => together[c] = solver.Solve(force, TestContext.Current.CancellationToken));

        Assert.All(together, solution => Assert.Equal(alone, solution));
    }

    [Fact]
    public void Solve_Cancelled_Throws()
    {
        var size = new PixelSize(5, 5);
        var solver = new PoissonSolver(size, Shape(size, 0), [.. Enumerable.Repeat(1f, 25)]);

        Assert.Throws<OperationCanceledException>(() => solver.Solve(new float[25], new CancellationToken(canceled: true)));
    }

    // 0: all but one corner; 1: a strip at the left border; 2: all but a column; 3: a disc with an island; 4: a comb of thin walls.
    private static bool[] Shape(PixelSize size, int shape)
    {
        bool[] unknown = new bool[size.Area];
        for (int i = 0; i < unknown.Length; i++)
        {
            int x = i % size.Width, y = i / size.Width;
            double fromCentre = Math.Sqrt(Math.Pow(x - (size.Width / 2), 2) + Math.Pow(y - (size.Height / 2), 2));
            unknown[i] = shape switch
            {
                0 => i > 0,
                1 => x < 3,
                2 => x != size.Width / 3,
                3 => fromCentre < size.Height * 0.45 && fromCentre > 2,
                _ => x % 6 != 0 || y % 17 == 0,
            };
        }

        return unknown;
    }

    private static float[] SolveAnchored(PixelSize size, bool[] unknown, Func<int, int, float> target, out int iterations)
    {
        float[] anchor = new float[unknown.Length];
        float[] force = new float[unknown.Length];
        for (int i = 0; i < unknown.Length; i++)
        {
            int x = i % size.Width, y = i / size.Width;
            foreach ((int dx, int dy) in new[] { (-1, 0), (1, 0), (0, -1), (0, 1) })
            {
                // Beyond the border lies the continuation of the linear function: an anchor there keeps the test analytic.
                bool outside = x + dx < 0 || y + dy < 0 || x + dx >= size.Width || y + dy >= size.Height;
                if (unknown[i] && (outside || !unknown[i + dx + (dy * size.Width)]))
                {
                    anchor[i]++;
                    force[i] += target(x + dx, y + dy);
                }
            }
        }

        return new PoissonSolver(size, unknown, anchor).Solve(force, out iterations, TestContext.Current.CancellationToken);
    }
}
