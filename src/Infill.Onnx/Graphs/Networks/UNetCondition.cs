using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>What leads a UNet or a control network beside the picture, as values of its graph.</summary>
/// <param name="Time">N×T, after the activation: what every residual block adds.</param>
/// <param name="Context">Text as rows, (N·S)×D.</param>
/// <param name="Batch">N, as a vector of one whole number.</param>
internal readonly record struct UNetCondition(Value Time, Value Context, Value Batch)
{
    /// <summary>The reference makes the time embedding four times as wide as the first block.</summary>
    private const int TimeExpansion = 4;

    /// <summary>Original size, corner of the crop, target size: two numbers each.</summary>
    private const int TimeIds = 6;

    /// <summary>Length of the time embedding.</summary>
    public static int TimeChannels(UNetConfig config) => config.BlockChannels[0] * TimeExpansion;

    /// <summary>Declares the inputs and embeds them.</summary>
    /// <param name="root">The network's weights.</param>
    /// <param name="config">Its shape.</param>
    /// <param name="sample">N×C×H×W; gives N.</param>
    public static UNetCondition Declare(WeightScope root, UNetConfig config, Value sample)
    {
        GraphBuilder graph = root.Graph;
        int first = config.BlockChannels[0];
        int width = TimeChannels(config);
        Value timestep = graph.Input("timestep", ElementType.Float, "batch");
        Value context = graph.Input("encoder_hidden_states", ElementType.Float, "batch", "tokens", $"{config.ContextChannels}");
        Value waves = TimeLayer.Waves(graph, timestep, first, config.FrequencyShift);
        if (config.TimeConditionChannels is int extra)
        {
            Value condition = graph.Input("timestep_cond", ElementType.Float, "batch", $"{extra}");
            waves = graph.Add(waves, root["time_embedding.cond_proj"].Linear(condition, extra, first));
        }

        Value time = TimeLayer.Embed(root["time_embedding"], waves, first, width);
        time = AddClass(root, config, time, width);
        time = config.HasTextTime ? graph.Add(time, TextTime(root, config, width)) : time;
        return new UNetCondition(graph.Silu(time), graph.Reshape(context, -1, config.ContextChannels), graph.Shape(sample, 0, 1));
    }

    private static Value AddClass(WeightScope root, UNetConfig config, Value time, int width)
    {
        if (config.ClassCount is not int classes)
        {
            return time;
        }

        Value label = root.Graph.Input("class_labels", ElementType.Int64, "batch");
        return root.Graph.Add(time, root.Graph.Rows(root["class_embedding"].Load("weight", classes, width), label));
    }

    private static Value TextTime(WeightScope root, UNetConfig config, int width)
    {
        GraphBuilder graph = root.Graph;
        int perId = config.TimeIdChannels;
        int textChannels = config.AddedChannels - (TimeIds * perId);
        Value text = graph.Input("text_embeds", ElementType.Float, "batch", $"{textChannels}");
        Value ids = graph.Input("time_ids", ElementType.Float, "batch", $"{TimeIds}");
        Value waves = graph.Reshape(TimeLayer.Waves(graph, ids, perId, config.FrequencyShift), -1, TimeIds * perId);
        return TimeLayer.Embed(root["add_embedding"], graph.Concat(1, text, waves), config.AddedChannels, width);
    }
}
