using CsCheck;
using Infill.Onnx.Weights;
using Infill.Onnx.Weights.KeyMaps;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.Weights.KeyMaps;

public sealed class UNetNamesTests
{
    private const string Prefix = "model.diffusion_model.";

    public static TheoryData<string> Files() => GoldenData.Cases("single-file", "*.safetensors");

    // There and back, for every tensor of every recorded network.
    [Theory, MemberData(nameof(Files))]
    public void ToOriginal_OfToDiffusers_IsTheNameItself(string name)
    {
        using SafetensorsFile file = SafetensorsFile.Open(GoldenData.PathOf($"single-file/{name}.safetensors"));
        string[] originals = [.. file.Names.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..])];
        UNetNames names = UNetNames.Detect(n => file.Find(Prefix + n) is not null);
        HashSet<string> all = [.. originals.Select(o => names.ToDiffusers(o)!)];

        Assert.Equal(originals.Length, all.Count);
        Assert.All(originals, original =>
        {
            string diffusers = names.ToDiffusers(original)!;
            Assert.Equal(original, names.ToOriginal(diffusers) ?? names.UpsamplerToOriginal(diffusers, level => all.Contains($"up_blocks.{level}.attentions.0.norm.weight")));
        });
    }

    [Theory]
    [InlineData("input_blocks.0.0.weight", "conv_in.weight")]
    [InlineData("input_blocks.1.0.in_layers.0.weight", "down_blocks.0.resnets.0.norm1.weight")]
    [InlineData("input_blocks.3.0.op.bias", "down_blocks.0.downsamplers.0.conv.bias")]
    [InlineData("input_blocks.5.1.proj_in.weight", "down_blocks.1.attentions.1.proj_in.weight")]
    [InlineData("middle_block.0.out_layers.3.weight", "mid_block.resnets.0.conv2.weight")]
    [InlineData("middle_block.1.norm.weight", "mid_block.attentions.0.norm.weight")]
    [InlineData("middle_block.2.emb_layers.1.bias", "mid_block.resnets.1.time_emb_proj.bias")]
    [InlineData("output_blocks.2.1.conv.weight", "up_blocks.0.upsamplers.0.conv.weight")]
    [InlineData("output_blocks.5.2.conv.weight", "up_blocks.1.upsamplers.0.conv.weight")]
    [InlineData("output_blocks.11.0.skip_connection.weight", "up_blocks.3.resnets.2.conv_shortcut.weight")]
    [InlineData("time_embed.2.bias", "time_embedding.linear_2.bias")]
    [InlineData("label_emb.0.0.weight", "add_embedding.linear_1.weight")]
    [InlineData("out.0.weight", "conv_norm_out.weight")]
    [InlineData("out.2.weight", "conv_out.weight")]
    [InlineData("output_blocks.12.0.in_layers.0.weight", null)]
    [InlineData("input_blocks.0.1.weight", null)]
    [InlineData("input_blocks.3.0.in_layers.0.weight", null)]
    [InlineData("input_blocks.9999.0.op.weight", null)]
    [InlineData("outer.0.weight", null)]
    [InlineData("", null)]
    public void ToDiffusers_NamesOfSd1_AreKnown(string original, string? diffusers) => Assert.Equal(diffusers, new UNetNames(2, 4).ToDiffusers(original));

    [Fact]
    public void ToDiffusers_AnyText_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["inputo_blcks.0123456789middle"], 0, 40]).Sample(text =>
        {
            var names = new UNetNames(2, 4);

            // What it knows in one direction it knows in the other, upsamplers aside.
            Assert.True(names.ToDiffusers(text) is null || names.ToDiffusers(text)!.Length > 0);
            Assert.True(names.ToOriginal(text) is null || names.ToOriginal(text)!.Length > 0);
        });

    [Theory]
    [InlineData(2, 4, "input_blocks.3.0.op.weight", "input_blocks.6.0.op.weight", "input_blocks.9.0.op.weight")]
    [InlineData(1, 3, "input_blocks.2.0.op.weight", "input_blocks.4.0.op.weight")]
    [InlineData(3, 1)]
    public void Detect_Halvings_TellLayersAndLevels(int layers, int levels, params string[] halvings)
    {
        int last = levels * (layers + 1);

        UNetNames names = UNetNames.Detect(n => halvings.Contains(n)
            || Enumerable.Range(1, last - 1).Any(b => n == $"input_blocks.{b}.0.in_layers.0.weight" && !halvings.Contains($"input_blocks.{b}.0.op.weight")));

        Assert.Equal(new UNetNames(layers, levels), names);
    }
}
