using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>The denoising network of the Stable Diffusion family (diffusers: <c>UNet2DConditionModel</c>) as a graph.</summary>
/// <remarks>Rombach et al. 2022; SDXL: Podell et al. 2023. Inputs: <c>sample</c> N×C×H×W, <c>timestep</c> N,
/// <c>encoder_hidden_states</c> N×S×D; for SDXL <c>text_embeds</c> N×P and <c>time_ids</c> N×6; for consistency models <c>timestep_cond</c> N×K;
/// with a control <c>down_residual_i</c> and <c>mid_residual</c>. Output: <c>out_sample</c>. All sizes but the channels are free.</remarks>
internal sealed class UNetGraph
{
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
    public static void Write(UNetConfig config, NetworkWeights weights, bool withControl)
    {
        new UNetGraph(config, weights).Write(withControl);
    }

    private void Write(bool withControl)
    {
        Value sample = _graph.Input("sample", ElementType.Float, "batch", $"{_config.InChannels}", "height", "width");
        UNetCondition condition = UNetCondition.Declare(_root, _config, sample);
        Value x = _root["conv_in"].Conv(sample, _config.InChannels, _config.BlockChannels[0], ConvGeometry.Same);
        List<Value> skips = _blocks.AddDown(_root, ref x, condition);
        x = _blocks.AddMiddle(_root["mid_block"], x, condition);
        if (withControl)
        {
            x = AddControl(skips, x);
        }

        x = _blocks.AddUp(_root, x, skips, condition);
        int channels = _config.BlockChannels[0];
        x = _graph.Silu(_root["conv_norm_out"].GroupNorm(x, channels, _config.Groups, _config.NormEpsilon));
        x = _root["conv_out"].Conv(x, channels, _config.OutChannels, ConvGeometry.Same);
        _graph.Output(x, "out_sample", ElementType.Float, "batch", $"{_config.OutChannels}", "height", "width");
    }

    private Value AddControl(List<Value> skips, Value middle)
    {
        IReadOnlyList<int> channels = _blocks.SkipChannels();
        for (int i = 0; i < skips.Count; i++)
        {
            Value residual = _graph.Input($"down_residual_{i}", ElementType.Float, "batch", $"{channels[i]}", $"height_{i}", $"width_{i}");
            skips[i] = _graph.Add(skips[i], residual);
        }

        return _graph.Add(middle, _graph.Input("mid_residual", ElementType.Float, "batch", $"{_config.BlockChannels[^1]}", "height_mid", "width_mid"));
    }
}
