using CsCheck;
using Infill.Diffusion.Schedules;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class TimestepGridTests
{
    // Table 2 of Lin et al. 2023 (T = 1000, N = 10), counted from 0.
    [Theory]
    [InlineData(TimestepSpacing.Leading, 1, "901 801 701 601 501 401 301 201 101 1")]
    [InlineData(TimestepSpacing.Linspace, 1, "999 888 777 666 555 444 333 222 111 0")]
    [InlineData(TimestepSpacing.Trailing, 1, "999 899 799 699 599 499 399 299 199 99")]
    public void Build_TenSteps_AreThoseOfThePaper(TimestepSpacing spacing, int offset, string expected)
    {
        double[] steps = TimestepGrid.Build(new SpacingOptions { Timesteps = spacing, Offset = offset }, (1000, 1000), 10, leavesOutLast: false);

        Assert.Equal(expected, string.Join(' ', steps));
    }

    [Theory]
    [InlineData(TimestepSpacing.Leading, "902 812 722 632 542 452 362 272 182 92")]
    [InlineData(TimestepSpacing.Linspace, "999 899 799 699 599 500 400 300 200 100")]
    [InlineData(TimestepSpacing.Trailing, "999 899 799 699 599 499 399 299 199 99")]
    public void Build_LeavingOutTheLast_SpacesOneMore(TimestepSpacing spacing, string expected)
    {
        double[] steps = TimestepGrid.Build(new SpacingOptions { Timesteps = spacing, Offset = 2 }, (1000, 1000), 10, leavesOutLast: true);

        Assert.Equal(expected, string.Join(' ', steps.Select(t => Math.Round(t))));
    }

    [Fact]
    public void Build_AnySpacing_FallsAndStaysInTheTable() =>
        Gen.Select(Gen.Enum<TimestepSpacing>(), Gen.Int[1, 300], Gen.Bool, Gen.Int[300, 1500]).Sample((spacing, steps, leavesOut, trained) =>
        {
            double[] grid = TimestepGrid.Build(new SpacingOptions { Timesteps = spacing }, (trained, trained), steps, leavesOut);

            Assert.Equal(steps, grid.Length);
            Assert.All(grid, t => Assert.InRange(t, 0, trained - 1));
            Assert.All(grid.Zip(grid.Skip(1)), pair => Assert.True(pair.First >= pair.Second));
        });

    [Theory, InlineData(TimestepSpacing.Linspace), InlineData(TimestepSpacing.Leading), InlineData(TimestepSpacing.Trailing)]
    public void Build_ClippedLambda_VisitsOnlyWhatIsReached(TimestepSpacing spacing)
    {
        double[] grid = TimestepGrid.Build(new SpacingOptions { Timesteps = spacing }, (1000, 400), 10, leavesOutLast: true);

        Assert.All(grid, t => Assert.InRange(t, 0, 399));
    }
}
