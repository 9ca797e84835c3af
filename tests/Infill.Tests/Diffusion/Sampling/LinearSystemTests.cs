using CsCheck;
using Infill.Diffusion.Sampling;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class LinearSystemTests
{
    [Fact]
    public void Solve_AnyRegularSystem_GivesItsUnknowns() =>
        Gen.Select(Gen.Int[1, 4], Gen.Double[-3, 3].Array[20]).Sample((n, numbers) =>
        {
            double[,] rows = new double[n, n + 1];
            for (int row = 0; row < n; row++)
            {
                for (int column = 0; column < n; column++)
                {
                    // The heavier diagonal keeps the system regular; turning it by one makes the first pivot a small number.
                    int turned = (row + 1) % n;
                    rows[row, column] = numbers[(row * n) + column] + (turned == column ? 20 : 0);
                    rows[row, n] += rows[row, column] * numbers[16 + column];
                }
            }

            double[] solved = LinearSystem.Solve(rows);

            Assert.All(solved.Select((value, i) => value - numbers[16 + i]), off => Assert.InRange(off, -1e-9, 1e-9));
        });

    [Fact]
    public void Solve_ZeroPivot_ExchangesRows() => Assert.Equal([2.0, 3.0], LinearSystem.Solve(new double[,] { { 0, 1, 3 }, { 1, 0, 2 } }));
}
