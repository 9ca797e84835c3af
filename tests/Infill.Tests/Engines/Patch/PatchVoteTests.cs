using Infill.Engines.Patch;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchVoteTests
{
    [Theory, InlineData(0.5f, 0.7f), InlineData(4f, 2.5f)]
    public void Apply_RandomField_EqualsTheFormula(float temperature, float width)
    {
        PatchScene scene = PatchScene.Texture().Scatter(3);

        PatchVote.Apply(scene.Level, scene.State, temperature, width, PatchScene.AllThreads);

        foreach (int at in scene.Level.HoleAt)
        {
            double[] expected = Formula(scene, at, temperature, width);
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                Assert.Equal(expected[c], scene.Guess(at, c), 2e-4 * (1 + Math.Abs(expected[c])));
            }
        }
    }

    [Fact]
    public void Apply_KnownPixels_StayAsTheyAre()
    {
        PatchScene scene = PatchScene.Texture().Scatter(3);
        float[] before = [.. scene.State.Guess];
        HashSet<int> hole = [.. scene.Level.HoleAt];

        PatchVote.Apply(scene.Level, scene.State, 1f, 1f, PatchScene.AllThreads);

        float[] after = scene.State.Guess;
        int rows = scene.Level.Box.Height, stride = scene.Level.Box.Width;
        for (int i = 0; i < rows * stride * PatchGrid.Channels; i++)
        {
            int at = (i / (PatchGrid.Channels * stride) * stride) + (i % stride);
            Assert.True(hole.Contains(at) || before[i] == after[i], $"guess {i} changed");
        }
    }

    [Fact]
    public void Apply_AnyThreadCount_GivesTheSameBytes()
    {
        PatchScene one = PatchScene.Texture().Scatter(3), many = PatchScene.Texture().Scatter(3);

        PatchVote.Apply(one.Level, one.State, 1f, 1f, PatchScene.Threads(1));
        PatchVote.Apply(many.Level, many.State, 1f, 1f, PatchScene.Threads(4));

        Assert.Equal(one.State.Guess, many.State.Guess);
    }

    private static double[] Formula(PatchScene scene, int at, double temperature, double width)
    {
        double[] sums = new double[PatchGrid.Channels];
        double total = 0;
        foreach ((int dx, int dy) in PatchScene.Offsets())
        {
            int voter = at + (dy * scene.Level.Box.Width) + dx;
            if (scene.Level.IsTarget[voter])
            {
                double gain = Math.Exp(-scene.State.Energy[voter] / (2 * temperature)) * Math.Pow(1.2, -scene.Level.Distance[voter])
                    * Math.Exp(-((dx * dx) + (dy * dy)) / (2 * width * width));
                total += gain;
                for (int c = 0; c < sums.Length; c++)
                {
                    sums[c] += gain * scene.Feature(scene.State.Match[voter] - (dy << 16) - dx, c);
                }
            }
        }

        return Array.ConvertAll(sums, s => s / total);
    }
}
