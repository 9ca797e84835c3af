using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Sessions;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>Whole inpainting runs against the reference's: the latents after every step, and the decoded picture.</summary>
public sealed class PipelineGoldenTests
{
    /// <summary>Share of the largest value of the last latents.</summary>
    private const double LatentTolerance = 1e-3;

    /// <summary>One step of 8-bit pictures.</summary>
    private const double PixelTolerance = 1.0 / 255;

    // A crop resized by the reference's picture library: a picture to look at, not a number to match.
    public static TheoryData<string> Runs => [.. GoldenData.Cases("pipelines", "*.safetensors").Select(row => row.Data).Where(n => !n.Contains("paddingcrop", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Runs))]
    public void Run_Recorded_FollowsTheReference(string name)
    {
        using var golden = new GoldenRun(name);
        float[] latents = golden.Tensors.Floats("latents");
        float[] result = golden.Tensors.Floats("result");
        for (int index = 0; index < golden.Batch; index++)
        {
            var states = new List<FloatImage>();

            FloatImage picture = golden.Start(index).Run(state => states.Add(state.X), TestContext.Current.CancellationToken);

            AssertLatents(golden, latents, states, index, name);
            AssertPicture(result.AsSpan(index * picture.Values.Length, picture.Values.Length), picture, name);
        }
    }

    [Theory, InlineData("inpaint9_euler"), InlineData("xl_blend4_s0.6")]
    public void Run_PlainOperators_FollowsTheReferenceToo(string name)
    {
        using var golden = new GoldenRun(name, OperatorDialect.Plain);
        float[] result = golden.Tensors.Floats("result");

        FloatImage picture = golden.Start().Run(null, TestContext.Current.CancellationToken);

        AssertPicture(result, picture, name);
    }

    [Fact]
    public void Run_KeptSessions_FollowsTheReferenceToo()
    {
        using var folder = new TemporaryFolder();
        var options = new OnnxOptions { Cache = new SessionCacheOptions { Folder = folder.File("sessions"), LeastBytes = 0 } };
        foreach (string pass in new[] { "written", "read" })
        {
            using var golden = new GoldenRun("inpaint9_euler", options: options);
            float[] result = golden.Tensors.Floats("result");

            FloatImage picture = golden.Start().Run(null, TestContext.Current.CancellationToken);

            AssertPicture(result, picture, pass);
        }

        // UNet, both halves of the autoencoder, text encoder.
        Assert.Equal(4, Directory.GetDirectories(folder.File("sessions")).Length);
    }

    private static void AssertLatents(GoldenRun golden, float[] latents, List<FloatImage> states, int index, string name)
    {
        int size = states[0].Values.Length;
        Assert.Equal(golden.Tensors.Shape("latents")[0], states.Count);
        for (int step = 0; step < states.Count; step++)
        {
            GoldenAssert.Near(latents.AsSpan(((step * golden.Batch) + index) * size, size), states[step].Values, LatentTolerance, $"{name}, latents after step {step + 1}");
        }
    }

    // Recorded as N×H×W×3.
    private static void AssertPicture(ReadOnlySpan<float> expected, FloatImage actual, string name)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = MathF.Abs(expected[i] - actual.Plane(i % 3)[i / 3]);
            Assert.True(difference <= PixelTolerance, $"{name}: pixel {i / 3} is off by {difference * 255:0.00} steps of 255.");
        }
    }
}
