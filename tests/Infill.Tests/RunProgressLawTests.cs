using CsCheck;
using Infill.Engines;

namespace Infill.Tests;

public sealed class RunProgressLawTests
{
    private static readonly Stage[] InRegion = [Stage.Crop, Stage.Fill, Stage.Blend, Stage.Stitch];

    [Fact]
    public void Run_AnyRegionsAndEngineReports_RisesFromZeroToOne() =>
        Gen.Select(Gen.Long[1, 1_000_000].Array[1, 60], Gen.Double[-1, 2].Array[0, 5]).Sample((holes, fractions) =>
        {
            var target = new List();
            var progress = new RunProgress(target);
            progress.Begin(Stage.Validate);
            progress.Expect(holes);
            for (int region = 1; region <= holes.Length; region++)
            {
                foreach (Stage stage in InRegion)
                {
                    progress.Begin(region, stage);
                    foreach (double fraction in stage == Stage.Fill ? fractions : [])
                    {
                        progress.Report(new EngineProgress(1, 2, fraction));
                    }
                }
            }

            progress.Begin(Stage.Trace);
            progress.End();

            double[] seen = [.. target.Seen.Select(p => p.Fraction)];
            Assert.Equal(seen.Order(), seen);
            Assert.Equal((0.0, 1.0), (seen[0], seen[^1]));
            Assert.Equal(1 - RunProgress.Closing, seen[^2], 1e-9);
            Assert.Equal(2 + 1 + (holes.Length * (InRegion.Length + fractions.Length)), seen.Length);
            Assert.All(target.Seen.Skip(1), p => Assert.Equal(holes.Length, p.Regions));
        });

    [Fact]
    public void Report_EngineAtItsEnd_StandsWhereTheBlendBegins() =>
        Gen.Select(Gen.Long[1, 1_000_000].Array[1, 9], Gen.Int[1, 9]).Where((holes, region) => region <= holes.Length).Sample((holes, region) =>
        {
            var target = new List();
            var progress = new RunProgress(target);
            progress.Expect(holes);
            progress.Begin(region, Stage.Fill);

            progress.Report(new EngineProgress(6, 6, 1));
            progress.Begin(region, Stage.Blend);

            Assert.Equal(target.Seen[^1].Fraction, target.Seen[^2].Fraction, 1e-12);
            Assert.True(target.Seen[^1].Fraction > target.Seen[0].Fraction);
            Assert.Equal((6, 6, region), (target.Seen[^2].Step, target.Seen[^2].Steps, target.Seen[^2].Region));
        });

    private sealed class List : IProgress<StageProgress>
    {
        public List<StageProgress> Seen { get; } = [];

        public void Report(StageProgress value) => Seen.Add(value);
    }
}
