using System.Globalization;
using System.Text.Json;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;
using Infill.Tests.Golden;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class RePaintGoldenTests
{
    public static TheoryData<string> Jumps => [.. Recorded.EnumerateObject().Select(p => p.Name)];

    public static TheoryData<string> Trajectories =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(GoldenData.File("schedulers/repaint_timesteps.json"))!, "repaint_*.safetensors")
            .Select(path => Path.GetFileNameWithoutExtension(path)["repaint_".Length..].Replace('_', '/')).Order(StringComparer.Ordinal)];

    private static JsonElement Recorded { get; } = JsonDocument.Parse(GoldenData.Text("schedulers/repaint_timesteps.json")).RootElement;

    [Theory, MemberData(nameof(Jumps))]
    public void Plan_RecordedJumps_VisitsTheReferencesTimesteps(string jumps)
    {
        SamplingPlan plan = PlanOf(jumps);

        // The reference lists where each step begins (down) or ends (up).
        Assert.Equal(
            Recorded.GetProperty(jumps).EnumerateArray().Select(t => t.GetDouble()),
            Places(plan));
    }

    [Theory, MemberData(nameof(Trajectories))]
    public void Run_RecordedTrajectory_FollowsTheReference(string jumps)
    {
        var tensors = new GoldenTensors($"schedulers/repaint_{jumps.Replace('/', '_')}.safetensors");
        ulong seed = JsonDocument.Parse(GoldenData.Text($"schedulers/repaint_{jumps.Replace('/', '_')}.json")).RootElement.GetProperty("generator_seed").GetUInt64();
        SamplingPlan plan = PlanOf(jumps);
        FloatImage start = Image(tensors, "noise");
        FloatImage keep = Image(tensors, "keep");
        FloatImage fill = new(1, keep.Size);
        for (int i = 0; i < fill.Values.Length; i++)
        {
            fill.Values[i] = 1 - keep.Values[i];
        }

        var known = new KnownLatents(Image(tensors, "original"), fill, MaskSchedule.Constant);
        var blend = new KnownState(plan, known, start);
        List<FloatImage> states = [];
        var job = new SamplerJob(plan, new GoldenNetwork(plan.Config.Prediction), After(seed, start, keep))
        {
            AfterStep = state =>
            {
                states.Add(blend.AfterStep(state));
                return states[^1];
            },
        };

        _ = Sampler.Run(job, start, TestContext.Current.CancellationToken);

        float[] expected = tensors.Floats("states");
        float[] actual = [.. states.SelectMany(s => s.Values)];
        double scale = expected.Max(MathF.Abs);
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() / scale, 0, 1e-4);
    }

    // "noise, original, keep are drawn first, then the steps draw"
    private static TorchNoise After(ulong seed, FloatImage start, FloatImage keep)
    {
        var noise = new TorchNoise(seed);
        noise.Normal(new float[start.Values.Length]);
        noise.Normal(new float[start.Values.Length]);
        noise.Uniform(new float[keep.Values.Length]);
        return noise;
    }

    private static IEnumerable<double> Places(SamplingPlan plan) =>
        plan.Steps.Select(s => s.Betas.Count == 0 ? s.At.Timestep : plan.Steps.First(o => o.Betas.Count == 0 && o.Index == s.Index - 1).At.Timestep);

    private static SamplingPlan PlanOf(string jumps)
    {
        int[] numbers = [.. jumps.Split('/').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return SamplingPlan.Create(
            Plans.Latent(SamplerKind.RePaint), new SamplingOptions { Steps = numbers[0], Jumps = new RePaintJumps(numbers[1], numbers[2]) });
    }

    private static FloatImage Image(GoldenTensors tensors, string name)
    {
        int[] shape = tensors.Shape(name)[^3..];
        var image = new FloatImage(shape[0], new PixelSize(shape[2], shape[1]));
        tensors.Floats(name).CopyTo(image.Values, 0);
        return image;
    }
}
