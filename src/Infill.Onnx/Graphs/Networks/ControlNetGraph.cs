using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>A control network (diffusers: <c>ControlNetModel</c>) as a graph: a second way down whose results lead the UNet.</summary>
/// <remarks>Zhang et al. 2023. Inputs as the UNet's, and <c>controlnet_cond</c> N×3×8H×8W in 0…1, and <c>conditioning_scale</c>, a vector of one number.
/// Outputs <c>down_residual_i</c> and <c>mid_residual</c>, scaled.</remarks>
internal static class ControlNetGraph
{
    /// <summary>Writes the graph.</summary>
    public static void Write(ControlNetConfig config, NetworkWeights weights)
    {
        GraphBuilder graph = weights.Graph;
        WeightScope root = weights.Root;
        UNetConfig unet = config.Down;
        var blocks = new UNetBlocks(unet);
        Value sample = graph.Input("sample", ElementType.Float, "batch", $"{unet.InChannels}", "height", "width");
        UNetCondition condition = UNetCondition.Declare(root, unet, sample);
        Value control = graph.Input("controlnet_cond", ElementType.Float, "batch", $"{config.ConditioningChannels}", "control_height", "control_width");
        Value scale = graph.Input("conditioning_scale", ElementType.Float, "1");
        Value x = root["conv_in"].Conv(sample, unet.InChannels, unet.BlockChannels[0], ConvGeometry.Same);
        x = graph.Add(x, Embed(root["controlnet_cond_embedding"], control, config));
        List<Value> skips = blocks.AddDown(root, ref x, condition);
        IReadOnlyList<int> channels = blocks.SkipChannels();
        Value middle = blocks.AddMiddle(root["mid_block"], x, condition);
        for (int i = 0; i < skips.Count; i++)
        {
            Value residual = root[$"controlnet_down_blocks.{i}"].Conv(skips[i], channels[i], channels[i], ConvGeometry.Point);
            graph.Output(graph.Multiply(residual, scale), $"down_residual_{i}", ElementType.Float, "batch", $"{channels[i]}", $"height_{i}", $"width_{i}");
        }

        int last = unet.BlockChannels[^1];
        middle = root["controlnet_mid_block"].Conv(middle, last, last, ConvGeometry.Point);
        graph.Output(graph.Multiply(middle, scale), "mid_residual", ElementType.Float, "batch", $"{last}", "height_mid", "width_mid");
    }

    private static Value Embed(WeightScope scope, Value control, ControlNetConfig config)
    {
        GraphBuilder graph = scope.Graph;
        IReadOnlyList<int> widths = config.EmbeddingChannels;
        Value x = graph.Silu(scope["conv_in"].Conv(control, config.ConditioningChannels, widths[0], ConvGeometry.Same));
        for (int i = 0; i < widths.Count - 1; i++)
        {
            x = graph.Silu(scope[$"blocks.{2 * i}"].Conv(x, widths[i], widths[i], ConvGeometry.Same));
            x = graph.Silu(scope[$"blocks.{(2 * i) + 1}"].Conv(x, widths[i], widths[i + 1], ConvGeometry.Half));
        }

        return scope["conv_out"].Conv(x, widths[^1], config.Down.BlockChannels[0], ConvGeometry.Same);
    }
}
