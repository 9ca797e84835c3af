using Infill.Tests.Onnx.Weights;

namespace Infill.Tests.Onnx.Models;

/// <summary>The tensors of a UNet that tell its shape, of real widths but with as few numbers as possible.</summary>
internal static class TestUNetShapes
{
    /// <summary>A file of them: every other dimension is 1.</summary>
    public static byte[] Write(int[] channels)
    {
        var tensors = new List<(string, long[], float[])>
        {
            Of("conv_in.weight", 1, 4),
            Of("conv_out.weight", 4, 1),
            Of("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1, 7),
            Of("mid_block.attentions.0.transformer_blocks.0.norm1.weight", 1),

            // 4 for the pooled text and 6 × 2 for the sizes.
            Of("add_embedding.linear_1.weight", 1, 16),
        };
        tensors.AddRange(channels.Select((c, i) => Of($"down_blocks.{i}.resnets.0.conv1.weight", c, 1)));
        return TestSafetensors.Of([.. tensors]);
    }

    private static (string Name, long[] Shape, float[] Values) Of(string name, params long[] shape) => (name, shape, new float[shape.Aggregate(1L, (a, b) => a * b)]);
}
