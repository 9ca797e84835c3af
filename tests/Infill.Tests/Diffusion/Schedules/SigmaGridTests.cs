using CsCheck;
using Infill.Diffusion.Schedules;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class SigmaGridTests
{
    private static readonly Gen<(double Min, double Max, int Count)> Bounds =
        Gen.Select(Gen.Double[0.001, 1], Gen.Double[2, 500], Gen.Int[2, 60]);

    [Fact]
    public void Karras_AnyBounds_IsEvenInTheSeventhRoot() => Bounds.Sample(bounds =>
    {
        double[] roots = [.. SigmaGrid.Karras(bounds.Min, bounds.Max, bounds.Count).Select(s => Math.Pow(s, 1 / 7.0))];

        AssertEven(roots, Math.Pow(bounds.Max, 1 / 7.0), Math.Pow(bounds.Min, 1 / 7.0));
    });

    [Fact]
    public void Exponential_AnyBounds_IsEvenInTheLogarithm() => Bounds.Sample(bounds =>
    {
        double[] logs = [.. SigmaGrid.Exponential(bounds.Min, bounds.Max, bounds.Count).Select(s => Math.Log(s))];

        AssertEven(logs, Math.Log(bounds.Max), Math.Log(bounds.Min));
    });

    [Fact]
    public void Grids_OneLevel_IsTheHighest()
    {
        Assert.Equal(9, Assert.Single(SigmaGrid.Karras(0.1, 9, 1)), 1e-12);
        Assert.Equal(9, Assert.Single(SigmaGrid.Exponential(0.1, 9, 1)), 1e-12);
    }

    private static void AssertEven(double[] values, double first, double last)
    {
        double pace = (last - first) / (values.Length - 1);
        Assert.All(values.Select((v, i) => v - (first + (i * pace))), off => Assert.InRange(off, -1e-9, 1e-9));
    }
}
