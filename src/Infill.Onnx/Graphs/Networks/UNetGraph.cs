using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>The denoising network of the Stable Diffusion family (diffusers: <c>UNet2DConditionModel</c>) as a graph.</summary>
/// <remarks>Rombach et al. 2022; SDXL: Podell et al. 2023. Inputs: <c>sample</c> N×C×H×W, <c>timestep</c> N,
/// <c>encoder_hidden_states</c> N×S×D; for SDXL <c>text_embeds</c> N×P and <c>time_ids</c> N×6; for consistency models <c>timestep_cond</c> N×K;
/// with a control <c>down_residual_i</c> and <c>mid_residual</c>. Output: <c>out_sample</c>. All sizes but the channels are free.</remarks>
internal sealed class UNetGraph
{
    /// <summary>Name of the prediction.</summary>
    public const string OutputName = "out_sample";

    /// <summary>Name of the deep feature, an output of the whole network and an input of its outer layers.</summary>
    public const string DeepName = "deep";

    private readonly UNetConfig _config;
    private readonly UNetBlocks _blocks;
    private readonly WeightScope _root;
    private readonly GraphBuilder _graph;

    private UNetGraph(UNetConfig config, NetworkWeights weights)
    {
        (_config, _root, _graph) = (config, weights.Root, weights.Graph);
        _blocks = new UNetBlocks(config);
    }

    /// <summary>Writes the graph.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Its weights; their builder gets the nodes.</param>
    /// <param name="withControl">True adds inputs for the residuals of control networks.</param>
    /// <param name="depth">Above 0 adds <see cref="DeepName"/>, what <see cref="WriteShallow"/>'s network of that depth takes.</param>
    /// <exception cref="ModelException">The network has no more layers than the depth.</exception>
    public static void Write(UNetConfig config, NetworkWeights weights, bool withControl, int depth = 0) =>
        new UNetGraph(config, weights).WriteWhole(withControl, depth);

    /// <summary>Writes the outer layers alone: the way down up to the depth, and the way up from there, on a deep feature that an earlier step gave.</summary>
    /// <param name="config">Shape of the whole network.</param>
    /// <param name="weights">Its weights, of which few are taken.</param>
    /// <param name="withControl">True adds inputs for those residuals of control networks that the outer layers take.</param>
    /// <param name="depth">How many layers of the way up, at least 1.</param>
    /// <exception cref="ModelException">The network has no more layers than the depth.</exception>
    public static void WriteShallow(UNetConfig config, NetworkWeights weights, bool withControl, int depth) =>
        new UNetGraph(config, weights).WriteOuter(withControl, depth);

    private void WriteWhole(bool withControl, int depth)
    {
        RequireDepth(depth);
        (Value x, UNetCondition condition) = AddStart();
        List<Value> skips = _blocks.AddDown(_root, ref x, condition);
        x = _blocks.AddMiddle(_root["mid_block"], x, condition);
        if (withControl)
        {
            AddControl(skips);
            x = _graph.Add(x, _graph.Input("mid_residual", ElementType.Float, "batch", $"{_config.BlockChannels[^1]}", "height_mid", "width_mid"));
        }

        x = _blocks.AddUp(_root, x, skips, condition, ..^depth);
        if (depth > 0)
        {
            _graph.Output(x, DeepName, ElementType.Float, "batch", $"{_blocks.UpInputs(^depth)}", "height_deep", "width_deep");
        }

        AddEnd(_blocks.AddUp(_root, x, skips, condition, ^depth..));
    }

    private void WriteOuter(bool withControl, int depth)
    {
        RequireDepth(depth);
        (Value x, UNetCondition condition) = AddStart();
        List<Value> skips = _blocks.AddDown(_root, ref x, condition, depth);
        if (withControl)
        {
            AddControl(skips);
        }

        x = _graph.Input(DeepName, ElementType.Float, "batch", $"{_blocks.UpInputs(^depth)}", "height_deep", "width_deep");
        AddEnd(_blocks.AddUp(_root, x, skips, condition, ^depth..));
    }

    private (Value X, UNetCondition Condition) AddStart()
    {
        Value sample = _graph.Input("sample", ElementType.Float, "batch", $"{_config.InChannels}", "height", "width");
        UNetCondition condition = UNetCondition.Declare(_root, _config, sample);
        return (_root["conv_in"].Conv(sample, _config.InChannels, _config.BlockChannels[0], ConvGeometry.Same), condition);
    }

    private void AddEnd(Value x)
    {
        int channels = _config.BlockChannels[0];
        x = _graph.Silu(_root["conv_norm_out"].GroupNorm(x, channels, _config.Groups, _config.NormEpsilon));
        x = _root["conv_out"].Conv(x, channels, _config.OutChannels, ConvGeometry.Same);
        _graph.Output(x, OutputName, ElementType.Float, "batch", $"{_config.OutChannels}", "height", "width");
    }

    private void AddControl(List<Value> skips)
    {
        IReadOnlyList<int> channels = _blocks.SkipChannels();
        for (int i = 0; i < skips.Count; i++)
        {
            Value residual = _graph.Input($"down_residual_{i}", ElementType.Float, "batch", $"{channels[i]}", $"height_{i}", $"width_{i}");
            skips[i] = _graph.Add(skips[i], residual);
        }
    }

    private void RequireDepth(int depth)
    {
        int layers = _blocks.SkipChannels().Count;
        if (depth >= layers)
        {
            throw new ModelException($"The step cache's depth is {depth}, but this UNet's way up has {layers} layers; choose at most {layers - 1}.") { Fault = ModelFault.Unfit };
        }
    }
}
