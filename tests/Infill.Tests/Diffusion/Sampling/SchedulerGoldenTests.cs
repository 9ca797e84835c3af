using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;
using Infill.Tests.Golden;

namespace Infill.Tests.Diffusion.Sampling;

public sealed class SchedulerGoldenTests
{
    // Of the largest recorded value.
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Cases => [.. Index.Where(c => c.Key != "flow_match_euler").Select(c => c.Key)];

    private static JsonObject Index { get; } = JsonNode.Parse(GoldenData.Text("schedulers/index.json"))!.AsObject();

    [Theory, MemberData(nameof(Cases))]
    public void Run_RecordedScheduler_FollowsTheReference(string name)
    {
        JsonObject recorded = Index[name]!.AsObject();
        var tensors = new GoldenTensors($"schedulers/{name}.safetensors");
        SamplingPlan plan = PlanOf(recorded);
        FloatImage noise = Image(tensors, "noise", 0);
        var network = new GoldenNetwork(plan.Config.Prediction);
        List<FloatImage> states = [];
        var job = new SamplerJob(plan, network, new TorchNoise(recorded["generator_seed"]!.GetValue<ulong>()))
        {
            AfterStep = state =>
            {
                states.Add(state.X);
                return state.X;
            },
        };

        _ = Sampler.Run(job, plan.Start(null, noise), TestContext.Current.CancellationToken);

        AssertClose(tensors.Doubles("timesteps"), plan.Steps.Select(s => s.At.Timestep), "timesteps");
        AssertClose(tensors.Floats("inputs").Select(v => (double)v), network.Inputs.SelectMany(Values), "inputs");
        AssertClose(tensors.Floats("states").Select(v => (double)v), states.SelectMany(Values), "states");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Plan_RecordedScheduler_HasItsLevels(string name)
    {
        JsonObject recorded = Index[name]!.AsObject();
        var tensors = new GoldenTensors($"schedulers/{name}.safetensors");
        SamplingPlan plan = PlanOf(recorded);

        Assert.Equal(recorded["init_noise_sigma"]!.GetValue<double>(), plan.InitialScale, plan.InitialScale * 1e-6);
        if (tensors.Has("sigmas"))
        {
            // The samplers in λ record Karras' σ as well.
            double[] sigmas = tensors.Doubles("sigmas");
            IEnumerable<double> ours = plan.Steps.Select(s => s.At.Ratio).Append(plan.Steps[^1].To.Ratio);
            Assert.All(sigmas.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, Math.Max(1e-12, 1e-6 * pair.First)));
            Assert.Equal(sigmas.Length, plan.Steps.Count + 1);
        }

        double timestep = recorded["add_noise_timestep"]!.GetValue<double>();
        int index = plan.Steps.Select((s, i) => (s, i)).First(p => Math.Abs(p.s.At.Timestep - timestep) < 1e-3).i;
        FloatImage clean = new(4, new PixelSize(8, 8));
        Array.Fill(clean.Values, 0.3f);
        FloatImage noised = plan.Noised(clean, Image(tensors, "noise", 0), index);
        AssertClose(tensors.Floats("add_noise").Select(v => (double)v), Values(noised), "add_noise");
    }

    private static SamplingPlan PlanOf(JsonObject recorded)
    {
        JsonObject config = recorded["config"]!.DeepClone().AsObject();
        config["_class_name"] = recorded["scheduler"]!.GetValue<string>();
        var options = new SamplingOptions
        {
            Steps = recorded["steps"]!.GetValue<int>(),
            Eta = recorded["step_args"]!["eta"]?.GetValue<double>(),
        };
        return SamplingPlan.Create(SchedulerConfigReader.Parse(config.ToJsonString(new JsonSerializerOptions())), options);
    }

    private static FloatImage Image(GoldenTensors tensors, string name, int batch)
    {
        int[] shape = tensors.Shape(name)[^3..];
        var image = new FloatImage(shape[0], new PixelSize(shape[2], shape[1]));
        tensors.Floats(name).AsSpan(batch * image.Values.Length, image.Values.Length).CopyTo(image.Values);
        return image;
    }

    private static IEnumerable<double> Values(FloatImage image) => image.Values.Select(v => (double)v);

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, string what)
    {
        double[] wanted = [.. expected];
        double[] got = [.. actual];
        double scale = wanted.Max(Math.Abs);
        Assert.True(wanted.Length == got.Length, $"{what}: {wanted.Length} values were recorded, got {got.Length}.");
        double worst = wanted.Zip(got, (w, g) => Math.Abs(w - g)).Max();
        Assert.True(worst <= Tolerance * scale, $"{what}: off by {worst / scale:e2} of the largest value {scale:g4}.");
    }
}
