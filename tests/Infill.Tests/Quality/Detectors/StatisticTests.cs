using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;

namespace Infill.Tests.Quality.Detectors;

public sealed class StatisticTests
{
    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 5)]
    [InlineData(1.0, 5)]
    public void Quantile_FiveValues_IsTheOneAtThatShare(double share, double expected) =>
        Assert.Equal(expected, Statistic.Quantile([5, 1, 4, 2, 3], share));

    [Theory]
    [InlineData(0.2, 5)]
    [InlineData(0.4, 4.5)]
    [InlineData(0.01, 5)]
    [InlineData(1.0, 3)]
    public void TopMean_FiveValues_IsTheMeanOfTheLargest(double share, double expected) =>
        Assert.Equal(expected, Statistic.TopMean([5, 1, 4, 2, 3], share), 9);

    [Fact]
    public void Both_NoValues_AreZero()
    {
        Assert.Equal(0, Statistic.Quantile([], 0.5));
        Assert.Equal(0, Statistic.TopMean([], 0.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(35)]
    public void Max_TheLargestAtAnyPlace_IsFound(int count)
    {
        for (int at = 0; at < count; at++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(i => i == at ? -1f : -3f - i)];
            Assert.Equal(-1f, Statistic.Max(values));
        }

        Assert.Equal(0, Statistic.Max([]));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 1, 0.6931471805599453)]
    [InlineData(1, 3, -0.6931471805599453)]
    public void LogRatio_WithEpsilonOne_IsCalmAtZero(double first, double second, double expected) =>
        Assert.Equal(expected, Statistic.LogRatio(first, second, 1), 12);

    [Fact]
    public void VectorMean_OppositeSteps_CancelOut()
    {
        var lab = new FloatImage(3, new PixelSize(2, 1));
        (lab[0, 0, 0], lab[0, 1, 0]) = (10, 30);
        VectorMean mean = default;

        mean.AddStep(lab, 0, 1);
        double one = mean.Length;
        mean.AddStep(lab, 1, 0);

        Assert.Equal(20, one, 9);
        Assert.Equal(0, mean.Length, 9);
        Assert.Equal(2, mean.Count);
    }

    [Fact]
    public void VectorMean_Colours_AreTheirMean()
    {
        var lab = new FloatImage(3, new PixelSize(2, 1));
        (lab[0, 0, 0], lab[1, 0, 0], lab[2, 1, 0]) = (10, 4, 6);
        VectorMean mean = default;

        mean.Add(lab, 0);
        mean.Add(lab, 1);

        Assert.Equal((5.0, 2.0, 3.0), mean.Value);
        Assert.Equal(default, default(VectorMean).Value);
    }

    [Fact]
    public void CountOf_EveryDetector_IsWhatItMeasures()
    {
        IReadOnlyDictionary<Infill.Quality.Detector, DetectorReading> readings = FillMeasures.Read(QualityScenes.View(QualityScenes.Photo()));

        Assert.Equal(Enum.GetValues<Infill.Quality.Detector>(), readings.Keys.Order());
        Assert.All(readings, r => Assert.Equal(FillMeasures.CountOf(r.Key), r.Value.Measures.Length));
    }

    [Fact]
    public void Read_AnyThreads_GivesTheSameNumbers()
    {
        FillView View() => QualityScenes.View(QualityScenes.Photo(3));

        IReadOnlyDictionary<Infill.Quality.Detector, DetectorReading> one = FillMeasures.Read(View(), threads: 1), four = FillMeasures.Read(View(), threads: 4);

        Assert.All(one, r => Assert.Equal(r.Value.Measures, four[r.Key].Measures));
        Assert.All(one, r => Assert.Equal(r.Value.Heat, four[r.Key].Heat));
    }

    [Fact]
    public void Quantile_AnyOrder_IsThatOfTheSortedValues()
    {
        float[] values = [.. Enumerable.Range(0, 501).Select(i => (float)(Infill.Tests.Support.TestPictures.Hash(4, (uint)i) % 90))];
        float[] sorted = [.. values.Order()];

        for (int k = 0; k < values.Length; k += 7)
        {
            Assert.Equal(sorted[k], Statistic.Quantile([.. values], (k + 0.5) / values.Length));
            Assert.Equal(sorted[k..].Average(), Statistic.TopMean([.. values], (values.Length - k + 0.5) / values.Length), 3);
        }
    }
}
