using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Graphs;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class StepCacheTests
{
    // Two tokens, and a latent of odd sides, so that a level is rounded up on the way down.
    private const int Tokens = 2;
    private const int Width = 13;
    private const int Height = 10;

    /// <summary>Share of the largest value, as for whole networks.</summary>
    private const double NetworkTolerance = 1e-4;

    /// <summary>An error as large as the largest latent; measured on this recording: 0.11, 0.14, 0.08, 0.47, 0.04.</summary>
    private const double AnotherPicture = 1;

    [Theory]
    [InlineData("sd15-inpaint", 1), InlineData("sd15-inpaint", 2), InlineData("sd15-inpaint", 3), InlineData("sd15-inpaint", 4), InlineData("sd15-inpaint", 7)]
    [InlineData("sd21-v", 2), InlineData("sdxl", 1), InlineData("sdxl", 5)]
    public void ShallowUNet_DeepFeatureOfTheSameStep_GivesTheWholeNetworksAnswer(string name, int depth)
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));
        var loader = new SdLoader(new OnnxOptions(), OperatorDialect.Fused);
        var cache = new StepCache { Depth = depth };
        using OnnxModel whole = loader.LoadUNet(model.UNet, withControl: false, cache);
        using OnnxModel shallow = loader.LoadShallow(model.UNet, withControl: false, cache).Network;
        Dictionary<string, OnnxTensor> inputs = Inputs(model.UNet.Config);

        IReadOnlyList<OnnxTensor> expected = whole.Run(inputs, [UNetGraph.OutputName, UNetGraph.DeepName], TestContext.Current.CancellationToken);
        inputs[UNetGraph.DeepName] = expected[1];
        OnnxTensor actual = shallow.Run(inputs, [UNetGraph.OutputName], TestContext.Current.CancellationToken)[0];

        GoldenAssert.Near(expected[0].Floats, actual.Floats, NetworkTolerance, $"{name}, depth {depth}");
    }

    [Theory, InlineData("inpaint9_euler"), InlineData("xl_blend4_s0.6")]
    public void Run_IntervalOfOne_IsExact(string name) =>
        Assert.InRange(Error(name, new StepCache { Interval = 1 }), 0, NetworkTolerance);

    // Random networks change more from step to step than trained ones, and those of another recording may change more still.
    [Theory]
    [InlineData("inpaint9_euler", 2, 2), InlineData("inpaint9_euler", 3, 2), InlineData("inpaint9_euler", 3, 4)]
    [InlineData("xl_blend4_s0.6", 3, 2), InlineData("controlnet_blend4", 2, 3)]
    public void Run_LongerInterval_IsNearAndNotExact(string name, int interval, int depth) =>
        Assert.InRange(Error(name, new StepCache { Interval = interval, Depth = depth }), NetworkTolerance, AnotherPicture);

    [Theory]
    [InlineData(3, 0, 0, true), InlineData(3, 0, 2, true), InlineData(3, 0, 3, false)]
    [InlineData(3, 6, 5, false), InlineData(1, 4, 4, true), InlineData(1, 4, 5, false)]
    public void Reuses_FromTheLastWholeEvaluation_ForLessThanTheInterval(int interval, int whole, int index, bool expected) =>
        Assert.Equal(expected, new StepCache { Interval = interval }.Reuses(whole, index));

    [Theory, InlineData(0, 1), InlineData(11, 1), InlineData(1, 0), InlineData(1, 9)]
    public void Create_OutsideItsRange_IsRefused(int interval, int depth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepCache { Interval = interval, Depth = depth });

    [Fact]
    public void LoadShallow_NoLayerLeftToSkip_SaysHowManyThereAre()
    {
        var config = new UNetConfig
        {
            InChannels = 4,
            OutChannels = 4,
            BlockChannels = [32, 32],
            LayersPerBlock = 1,
            ContextChannels = 8,
            Heads = [1, 1],
            TransformerDepth = [1, 1],
            DownAttention = [false, false],
            UpAttention = [false, false],
        };
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15-inpaint"));
        var loader = new SdLoader(new OnnxOptions(), OperatorDialect.Fused);

        ModelException refused = Assert.Throws<ModelException>(
            () => loader.LoadShallow(model.UNet with { Config = config }, withControl: false, new StepCache { Depth = 4 }));

        Assert.Contains("depth is 4, but this UNet's way up has 4 layers; choose at most 3", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Largest difference of the last latents to those of an exact run, as a share of the largest.</summary>
    private static double Error(string name, StepCache cache)
    {
        float[] exact = Latents(name, null);
        float[] cached = Latents(name, cache);
        return exact.Zip(cached).Max(pair => Math.Abs(pair.First - pair.Second)) / exact.Max(Math.Abs);
    }

    private static float[] Latents(string name, StepCache? cache)
    {
        using var golden = new GoldenRun(name);
        FloatImage latents = golden.Start(cache: cache).RunLatents(null, TestContext.Current.CancellationToken);
        return latents.Values;
    }

    private static Dictionary<string, OnnxTensor> Inputs(UNetConfig config)
    {
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["sample"] = new(SmallGraph.Numbers(config.InChannels * Width * Height, 1), 1, config.InChannels, Height, Width),
            ["timestep"] = new([321f], 1),
            ["encoder_hidden_states"] = new(SmallGraph.Numbers(Tokens * config.ContextChannels, 2), 1, Tokens, config.ContextChannels),
        };
        if (config.HasTextTime)
        {
            int pooled = config.AddedChannels - (6 * config.TimeIdChannels);
            inputs["text_embeds"] = new(SmallGraph.Numbers(pooled, 3), 1, pooled);
            inputs["time_ids"] = new([80f, 104f, 0f, 0f, 80f, 104f], 1, 6);
        }

        return inputs;
    }
}
