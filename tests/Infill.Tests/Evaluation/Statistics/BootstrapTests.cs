using Infill.Evaluation.Metrics;
using Infill.Evaluation.Statistics;

namespace Infill.Tests.Evaluation.Statistics;

/// <summary>Intervals must cover as often as they say; everything else about them follows.</summary>
public sealed class BootstrapTests
{
    [Theory]
    [InlineData(6, false)]
    [InlineData(20, false)]
    [InlineData(44, true)]
    public void Of_ManyDraws_CoversTheTrueMean(int count, bool skewed)
    {
        const int Draws = 300;
        int covered = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            // Skewed like differences of patch distances: a lognormal, whose mean is e^½.
            double[] values = [.. Enumerable.Range(0, count).Select(i => HashNoise.Normal(100 + draw, i, skewed ? 3 : 1)).Select(z => skewed ? Math.Exp(0.5 * z) : z)];
            Interval interval = Bootstrap.Of(values);
            double truth = skewed ? Math.Exp(0.125) : 0;
            covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }

        // Three standard deviations of 300 draws are 3.8 points; a skewed mean is known to be covered a little too seldom.
        Assert.InRange(covered / (double)Draws, skewed ? 0.88 : 0.91, 0.985);
    }

    [Fact]
    public void Of_HigherLevel_IsWider()
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => HashNoise.Normal(5, i, 0))];

        Interval usual = Bootstrap.Of(values), wide = Bootstrap.Of(values, 0.99);

        Assert.True(wide.Low < usual.Low && wide.High > usual.High);
        Assert.Equal(usual.Mean, wide.Mean);
        Assert.Equal(values.Average(), usual.Mean, 1e-12);
        Assert.Equal(30, usual.Count);
    }

    [Fact]
    public void Of_ShiftedAndScaled_MovesAlong()
    {
        double[] values = [.. Enumerable.Range(0, 17).Select(i => HashNoise.Normal(6, i, 0))];

        Interval one = Bootstrap.Of(values), other = Bootstrap.Of([.. values.Select(v => 3 + (2 * v))]);

        Assert.Equal(3 + (2 * one.Low), other.Low, 1e-9);
        Assert.Equal(3 + (2 * one.High), other.High, 1e-9);
    }

    [Fact]
    public void Of_EqualValues_IsAPoint()
    {
        Interval interval = Bootstrap.Of([0.25, 0.25, 0.25]);

        Assert.Equal(new Interval(0.25, 0.25, 0.25, 3), interval);
        Assert.False(interval.IsAbove(0.25));
        Assert.True(interval.IsAbove(0.2) && interval.IsBelow(0.3));
    }

    [Fact]
    public void Of_OneValue_KnowsNothing()
    {
        Interval interval = Bootstrap.Of([7.0]);

        Assert.False(interval.IsKnown);
        Assert.False(interval.IsAbove(0) || interval.IsBelow(1000));
    }

    [Fact]
    public void Of_NoValueOrNoLevel_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Of([1, 2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Of([1, 2], 0.5));
    }

    // From any table of the t distribution.
    [Theory]
    [InlineData(0.025, 1, 12.7062)]
    [InlineData(0.025, 5, 2.5706)]
    [InlineData(0.005, 9, 3.2498)]
    [InlineData(0.025, 60, 2.0003)]
    [InlineData(0.025, 2000, 1.9612)]
    public void UpperQuantile_Tables_Agree(double tail, int degrees, double expected) =>
        Assert.Equal(expected, StudentT.UpperQuantile(tail, degrees), 1e-4);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959964, 0.025)]
    [InlineData(4, 3.167e-5)]
    public void NormalTail_Tables_Agree(double z, double expected) => Assert.Equal(expected, StudentT.NormalTail(z), 1e-7);
}
