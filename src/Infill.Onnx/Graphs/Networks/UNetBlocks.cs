using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Models;

namespace Infill.Onnx.Graphs.Networks;

/// <summary>The levels of a UNet: down, middle, up. Control networks share the first two.</summary>
/// <param name="config">Shape of the network.</param>
internal sealed class UNetBlocks(UNetConfig config)
{
    private readonly ResnetLayer _resnet = new(config.Groups, config.NormEpsilon, UNetCondition.TimeChannels(config));

    private int Levels => config.BlockChannels.Count;

    /// <summary>Channels of every value that <see cref="AddDown"/> gives, in its order.</summary>
    public IReadOnlyList<int> SkipChannels()
    {
        List<int> channels = [config.BlockChannels[0]];
        for (int level = 0; level < Levels; level++)
        {
            int perLevel = config.LayersPerBlock + (level < Levels - 1 ? 1 : 0);
            channels.AddRange(Enumerable.Repeat(config.BlockChannels[level], perLevel));
        }

        return channels;
    }

    /// <summary>The way down.</summary>
    /// <param name="root">The network's weights.</param>
    /// <param name="x">The first convolution's result; becomes the last level's.</param>
    /// <param name="condition">Time and text.</param>
    /// <returns>Everything that the way up takes again, first to last.</returns>
    public List<Value> AddDown(WeightScope root, ref Value x, UNetCondition condition)
    {
        List<Value> skips = [x];
        int inputs = config.BlockChannels[0];
        for (int level = 0; level < Levels; level++)
        {
            WeightScope scope = root[$"down_blocks.{level}"];
            int outputs = config.BlockChannels[level];
            for (int layer = 0; layer < config.LayersPerBlock; layer++)
            {
                x = _resnet.Add(scope[$"resnets.{layer}"], x, inputs, outputs, condition.Time);
                x = Attend(scope[$"attentions.{layer}"], x, level, config.DownAttention[level], condition);
                inputs = outputs;
                skips.Add(x);
            }

            if (level < Levels - 1)
            {
                x = scope["downsamplers.0.conv"].Conv(x, outputs, outputs, ConvGeometry.Half);
                skips.Add(x);
            }
        }

        return skips;
    }

    /// <summary>The lowest level.</summary>
    public Value AddMiddle(WeightScope scope, Value x, UNetCondition condition)
    {
        int channels = config.BlockChannels[^1];
        x = _resnet.Add(scope["resnets.0"], x, channels, channels, condition.Time);
        x = Attend(scope["attentions.0"], x, Levels - 1, true, condition);
        return _resnet.Add(scope["resnets.1"], x, channels, channels, condition.Time);
    }

    /// <summary>The way up.</summary>
    public Value AddUp(WeightScope root, Value x, IReadOnlyList<Value> skips, UNetCondition condition)
    {
        var left = new Stack<(Value Value, int Channels)>(skips.Zip(SkipChannels()));
        int inputs = config.BlockChannels[^1];
        for (int i = 0; i < Levels; i++)
        {
            int level = Levels - 1 - i;
            int outputs = config.BlockChannels[level];
            WeightScope scope = root[$"up_blocks.{i}"];
            for (int layer = 0; layer <= config.LayersPerBlock; layer++)
            {
                (Value skip, int skipChannels) = left.Pop();
                x = root.Graph.Concat(1, x, skip);
                x = _resnet.Add(scope[$"resnets.{layer}"], x, inputs + skipChannels, outputs, condition.Time);
                x = Attend(scope[$"attentions.{layer}"], x, level, config.UpAttention[i], condition);
                inputs = outputs;
            }

            if (level > 0)
            {
                // A level of odd size was rounded up on the way down, so twice its half is one row or column too many.
                Value larger = root.Graph.CropLike(root.Graph.EnlargeTwice(x), left.Peek().Value);
                x = scope["upsamplers.0.conv"].Conv(larger, outputs, outputs, ConvGeometry.Same);
            }
        }

        return x;
    }

    private Value Attend(WeightScope scope, Value x, int level, bool attends, UNetCondition condition)
    {
        if (!attends)
        {
            return x;
        }

        var transformer = new SpatialTransformer(
            config.BlockChannels[level], config.Heads[level], config.TransformerDepth[level], config.ContextChannels, config.Groups);
        return transformer.Add(scope, x, condition.Context, condition.Batch);
    }
}
