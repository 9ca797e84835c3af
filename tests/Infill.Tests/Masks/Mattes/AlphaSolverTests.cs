using Infill.Imaging;
using Infill.Masks.Mattes;

namespace Infill.Tests.Masks.Mattes;

public sealed class AlphaSolverTests
{
    private static readonly PixelSize Size = new(24, 12);

    [Fact]
    public void Solve_StepBetweenTwoColours_FollowsThePictureNotTheMask()
    {
        FloatImage picture = Draw(x => x < 13 ? 0.8f : 0.2f);

        // The mask's edge lies two pixels off; what is nearer than four to it is unknown.
        float[] alpha = AlphaSolver.Solve(picture, Values(x => x < 11 ? 1f : 0f), Hold(7, 15));

        Assert.InRange(alpha[(6 * Size.Width) + 12], 0.9f, 1f);
        Assert.InRange(alpha[(6 * Size.Width) + 13], 0f, 0.1f);
    }

    [Fact]
    public void Solve_BlurredStep_GivesItsShares()
    {
        float[] shares = [1f, 1f, 0.75f, 0.5f, 0.25f, 0f, 0f];
        FloatImage picture = Draw(x => 0.2f + (0.6f * (x < 9 ? 1f : x > 15 ? 0f : shares[x - 9])));

        float[] alpha = AlphaSolver.Solve(picture, Values(x => x < 12 ? 1f : 0f), Hold(8, 17));

        Assert.Equal(0.75f, alpha[(5 * Size.Width) + 11], 0.08f);
        Assert.Equal(0.25f, alpha[(5 * Size.Width) + 13], 0.08f);
    }

    [Fact]
    public void Solve_NothingUnknown_IsTheMask()
    {
        float[] mask = Values(x => x < 10 ? 1f : 0.3f);

        Assert.Equal(mask, AlphaSolver.Solve(Draw(_ => 0.5f), mask, new float[Size.Area]));
    }

    [Fact]
    public void Solve_KnownValues_StayBitForBit()
    {
        float[] mask = Values(x => x < 11 ? 0.9f : 0.1f);
        float[] hold = Hold(9, 13);

        float[] alpha = AlphaSolver.Solve(Draw(x => x / 24f), mask, hold);

        Assert.All(Enumerable.Range(0, alpha.Length).Where(i => hold[i] == 0), i => Assert.Equal(mask[i], alpha[i]));
        Assert.All(alpha, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void Solve_FlatPicture_LeavesAlphaToTheMaskWhereItHoldsStrongly()
    {
        float[] mask = Values(x => x < 12 ? 1f : 0f), hold = [.. Hold(8, 16).Select(value => 30000 * value)];

        float[] alpha = AlphaSolver.Solve(Draw(_ => 0.5f), mask, hold);

        Assert.InRange(alpha[(6 * Size.Width) + 11], 0.8f, 1f);
        Assert.InRange(alpha[(6 * Size.Width) + 12], 0f, 0.2f);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.99999f)]
    [InlineData(0.2f)]
    public void Solve_NearlyFlatBrightPicture_StaysFinite(float level)
    {
        FloatImage picture = Draw(_ => 0f);
        for (int i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = level - (i % 7 == 0 ? 1e-5f : 0f);
        }

        float[] alpha = AlphaSolver.Solve(picture, Values(x => x < 12 ? 1f : 0f), Hold(8, 16));

        Assert.All(alpha, value => Assert.InRange(value, 0f, 1f));
    }

    // Columns whose alpha is sought.
    private static float[] Hold(int from, int to) => Values(x => x >= from && x < to ? 0.001f : 0f);

    private static float[] Values(Func<int, float> value) => [.. Enumerable.Range(0, (int)Size.Area).Select(i => value(i % Size.Width))];

    private static FloatImage Draw(Func<int, float> value)
    {
        var picture = new FloatImage(3, Size);
        for (int i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = value(i % Size.Width) + (0.05f * (i / (int)Size.Area));
        }

        return picture;
    }
}
