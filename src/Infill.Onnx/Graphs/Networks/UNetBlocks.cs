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
    /// <param name="most">How many values to give at most; what would come after them is left out.</param>
    /// <returns>Everything that the way up takes again, first to last.</returns>
    public List<Value> AddDown(WeightScope root, ref Value x, UNetCondition condition, int most = int.MaxValue)
    {
        List<Value> skips = [x];
        int inputs = config.BlockChannels[0];
        for (int level = 0; level < Levels; level++)
        {
            WeightScope scope = root[$"down_blocks.{level}"];
            int outputs = config.BlockChannels[level];
            for (int layer = 0; layer < config.LayersPerBlock && skips.Count < most; layer++)
            {
                x = _resnet.Add(scope[$"resnets.{layer}"], x, inputs, outputs, condition.Time);
                x = Attend(scope[$"attentions.{layer}"], x, level, config.DownAttention[level], condition);
                inputs = outputs;
                skips.Add(x);
            }

            if (level < Levels - 1 && skips.Count < most)
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

    /// <summary>The way up, or a part of it.</summary>
    /// <param name="root">The network's weights.</param>
    /// <param name="x">What comes from below.</param>
    /// <param name="skips">What the way down gave; the part takes the last of its layers from the first of them.</param>
    /// <param name="condition">Time and text.</param>
    /// <param name="part">Which layers, of as many as the whole way down gives values. The enlargement after a level belongs to its last layer.</param>
    public Value AddUp(WeightScope root, Value x, IReadOnlyList<Value> skips, UNetCondition condition, Range part)
    {
        IReadOnlyList<int> channels = SkipChannels();
        (int start, int length) = part.GetOffsetAndLength(channels.Count);
        for (int i = start; i < start + length; i++)
        {
            (int block, int layer) = Math.DivRem(i, config.LayersPerBlock + 1);
            int level = Levels - 1 - block;
            int outputs = config.BlockChannels[level];
            int skip = channels.Count - 1 - i;
            WeightScope scope = root[$"up_blocks.{block}"];
            x = root.Graph.Concat(1, x, skips[skip]);
            x = _resnet.Add(scope[$"resnets.{layer}"], x, UpInputs(i) + channels[skip], outputs, condition.Time);
            x = Attend(scope[$"attentions.{layer}"], x, level, config.UpAttention[block], condition);
            if (layer == config.LayersPerBlock && level > 0)
            {
                // A level of odd size was rounded up on the way down, so twice its half is one row or column too many.
                Value larger = root.Graph.CropLike(root.Graph.EnlargeTwice(x), skips[skip - 1]);
                x = scope["upsamplers.0.conv"].Conv(larger, outputs, outputs, ConvGeometry.Same);
            }
        }

        return x;
    }

    /// <summary>Channels that a layer of the way up takes from below.</summary>
    public int UpInputs(Index layer)
    {
        (int block, int inBlock) = Math.DivRem(layer.GetOffset(SkipChannels().Count), config.LayersPerBlock + 1);
        return config.BlockChannels[Math.Min(Levels - 1, Levels - 1 - block + (inBlock == 0 ? 1 : 0))];
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
