using Infill.Evaluation.Calibrating;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Calibrating;

public sealed class LogisticFitTests
{
    [Fact]
    public void Fit_OneTellingMeasure_WeighsThatOne()
    {
        (double[][] rows, bool[] isBad) = Data(400, (z, noise) => [z + noise, noise]);

        (double[] weights, double bias) = LogisticFit.Fit(rows, isBad, 0.001, isMonotone: false);

        Assert.InRange(weights[0], 1.5, 99);
        Assert.True(Math.Abs(bias) < 0.5);
        Assert.InRange(rows.Zip(isBad).Count(p => (bias + p.First.Zip(weights).Sum(w => w.First * w.Second) > 0) == p.Second), 380, 400);
    }

    [Fact]
    public void Fit_Monotone_HasNoWeightBelowZero()
    {
        (double[][] rows, bool[] isBad) = Data(200, (z, noise) => [-z + noise, z + noise]);

        (double[] weights, _) = LogisticFit.Fit(rows, isBad, 0.001, isMonotone: true);

        Assert.Equal(0, weights[0]);
        Assert.True(weights[1] > 0.5);
    }

    [Fact]
    public void Fit_AtItsEnd_HasNoSlope()
    {
        (double[][] rows, bool[] isBad) = Data(100, (z, noise) => [(0.4 * z) + noise]);
        const double Ridge = 0.01;

        (double[] weights, double bias) = LogisticFit.Fit(rows, isBad, Ridge, isMonotone: false);

        (double slope, double level) = (Ridge * weights[0], 0);
        for (int i = 0; i < rows.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-bias - (weights[0] * rows[i][0])));
            double error = (isBad[i] ? p - 1 : p) / rows.Length;
            (slope, level) = (slope + (error * rows[i][0]), level + error);
        }

        Assert.Equal(0, slope, 4);
        Assert.Equal(0, level, 4);
    }

    [Fact]
    public void Fit_FewBadRows_WeighAsMuchAsTheGoodOnes()
    {
        double[][] rows = [.. Enumerable.Repeat(new[] { -1.0 }, 90), .. Enumerable.Repeat(new[] { 1.0 }, 10)];
        bool[] isBad = [.. Enumerable.Repeat(false, 90), .. Enumerable.Repeat(true, 10)];

        (_, double bias) = LogisticFit.Fit(rows, isBad, 0.01, isMonotone: false);

        Assert.Equal(0, bias, 3);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 4.0, 5 }, 1)]
    [InlineData(new[] { 4.0, 5 }, new[] { 1.0, 2, 3 }, 0)]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, 2 }, 0.5)]
    [InlineData(new[] { 1.0, 1 }, new[] { 1.0 }, 0.5)]
    [InlineData(new[] { 1.0, 3 }, new[] { 2.0, 4 }, 0.75)]
    public void Area_KnownNumbers_IsTheShareOfRightPairs(double[] good, double[] bad, double expected) =>
        Assert.Equal(expected, Roc.Area(good, bad)!.Value, 12);

    [Fact]
    public void Area_OneSideEmpty_IsNone()
    {
        Assert.Null(Roc.Area([], [1]));
        Assert.Null(Roc.Area([1], []));
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.99, 9)]
    public void LimitFor_AShare_FlagsNoMore(double share, int flagged)
    {
        double[] good = [5, 3, 9, 1, 7, 2, 8, 6, 4, 10];

        double limit = Roc.LimitFor(good, share);

        Assert.Equal(flagged, good.Count(g => g >= limit));
    }

    [Fact]
    public void LimitFor_Ties_AreLetThroughTogether() => Assert.Equal(0, new[] { 1.0, 5, 5, 5 }.Count(g => g >= Roc.LimitFor([1, 5, 5, 5], 0.25)));

    private static (double[][] Rows, bool[] IsBad) Data(int count, Func<double, double, double[]> row)
    {
        double Uniform(uint seed, int i) => (TestPictures.Hash(seed, (uint)i) / (double)uint.MaxValue * 2) - 1;
        bool[] isBad = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0)];
        return ([.. isBad.Select((bad, i) => row(bad ? 1 : -1, Uniform(3, i)))], isBad);
    }
}
