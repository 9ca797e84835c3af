using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;

namespace Infill.Tests.Onnx.Weights.KeyMaps;

public sealed class OtherNamesTests
{
    [Theory]
    [InlineData("encoder.conv_in.weight", "encoder.conv_in.weight")]
    [InlineData("encoder.norm_out.bias", "encoder.conv_norm_out.bias")]
    [InlineData("encoder.down.1.block.0.nin_shortcut.weight", "encoder.down_blocks.1.resnets.0.conv_shortcut.weight")]
    [InlineData("encoder.down.2.downsample.conv.bias", "encoder.down_blocks.2.downsamplers.0.conv.bias")]
    [InlineData("encoder.mid.block_2.norm1.weight", "encoder.mid_block.resnets.1.norm1.weight")]
    [InlineData("decoder.mid.attn_1.proj_out.bias", "decoder.mid_block.attentions.0.to_out.0.bias")]
    [InlineData("decoder.mid.attn_1.norm.bias", "decoder.mid_block.attentions.0.group_norm.bias")]
    [InlineData("decoder.up.0.block.2.conv1.weight", "decoder.up_blocks.3.resnets.2.conv1.weight")]
    [InlineData("decoder.up.3.upsample.conv.weight", "decoder.up_blocks.0.upsamplers.0.conv.weight")]
    [InlineData("quant_conv.weight", "quant_conv.weight")]
    [InlineData("post_quant_conv.bias", "post_quant_conv.bias")]
    [InlineData("decoder.up.4.block.0.conv1.weight", null)]
    [InlineData("loss.logvar", null)]
    public void VaeNames_OfFourLevels_AreDiffusers(string original, string? diffusers) =>
        Assert.Equal(diffusers, VaeNames.ToDiffusers(Tensor(original, 2, 3), 4)?.Name);

    [Fact]
    public void VaeNames_AttentionAsConvolution_BecomesAMatrix()
    {
        WeightTensor tensor = VaeNames.ToDiffusers(Tensor("encoder.mid.attn_1.q.weight", 4, 5, 1, 1), 4)!;

        Assert.Equal("encoder.mid_block.attentions.0.to_q.weight", tensor.Name);
        Assert.Equal([4, 5], tensor.Shape);
    }

    [Theory]
    [InlineData("positional_embedding", "embeddings.position_embedding.weight")]
    [InlineData("token_embedding.weight", "embeddings.token_embedding.weight")]
    [InlineData("ln_final.bias", "final_layer_norm.bias")]
    [InlineData("text_projection.weight", "text_projection.weight")]
    [InlineData("transformer.resblocks.1.ln_2.weight", "encoder.layers.1.layer_norm2.weight")]
    [InlineData("transformer.resblocks.0.mlp.c_fc.bias", "encoder.layers.0.mlp.fc1.bias")]
    [InlineData("transformer.resblocks.0.attn.out_proj.weight", "encoder.layers.0.self_attn.out_proj.weight")]
    [InlineData("transformer.resblocks.2.ln_1.weight", null)]
    [InlineData("logit_scale", null)]
    [InlineData("visual.proj", null)]
    public void OpenClipNames_OfTwoLayers_AreTransformers(string original, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], OpenClipNames.ToDiffusers(Tensor(original, 6, 2), 2).Select(t => t.Name));

    [Fact]
    public void OpenClipNames_FusedProjection_IsCutIntoThreeBandsOfRows()
    {
        WeightTensor fused = Tensor("transformer.resblocks.0.attn.in_proj_weight", 6, 2);

        WeightTensor[] parts = [.. OpenClipNames.ToDiffusers(fused, 1)];

        Assert.Equal(["q_proj", "k_proj", "v_proj"], parts.Select(p => p.Name.Split('.')[^2]));
        Assert.All(parts, p => Assert.Equal([2, 2], p.Shape));
        Assert.Equal(TensorValues.ToFloats(fused), parts.SelectMany(TensorValues.ToFloats));
    }

    [Fact]
    public void OpenClipNames_Projection_IsTurned()
    {
        WeightTensor tensor = Tensor("text_projection", 2, 3);

        WeightTensor turned = Assert.Single(OpenClipNames.ToDiffusers(tensor, 1));

        Assert.Equal([3, 2], turned.Shape);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], TensorValues.ToFloats(turned));
    }

    [Theory]
    [InlineData("text_model.encoder.layers.0.mlp.fc1.weight", "encoder.layers.0.mlp.fc1.weight")]
    [InlineData("encoder.layers.0.mlp.fc1.weight", "encoder.layers.0.mlp.fc1.weight")]
    [InlineData("text_projection.weight", "text_projection.weight")]
    [InlineData("text_model.embeddings.position_ids", null)]
    [InlineData("vision_model.embeddings.class_embedding", null)]
    [InlineData("logit_scale", null)]
    public void DiffusersKeys_TextEncoder_HasNoPrefix(string name, string? expected) =>
        Assert.Equal(expected, DiffusersKeys.TextEncoder(Tensor(name, 1, 1))?.Name);

    [Fact]
    public void Renames_WholeParts_AreFoundOnly()
    {
        var renames = new Renames(("a.1", "b"), ("c", "d.2"));

        Assert.Equal("b.weight", renames.ToDiffusers("a.1.weight"));
        Assert.Equal("a.10.weight", renames.ToDiffusers("a.10.weight"));
        Assert.Equal("b", renames.ToDiffusers("a.1"));
        Assert.Equal("c.x", renames.ToOriginal("d.2.x"));
        Assert.Equal("d.20", renames.ToOriginal("d.20"));
    }

    private static WeightTensor Tensor(string name, params long[] shape) =>
        WeightTensor.InMemory(name, shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)i)]);
}
