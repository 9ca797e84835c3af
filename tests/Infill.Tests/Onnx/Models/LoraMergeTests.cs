using System.Text.Json;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

public sealed class LoraMergeTests
{
    private const string Module = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
    private const string Conv = "mid_block.resnets.0.conv1";

    [Theory]
    [InlineData("kohya")]
    [InlineData("peft")]
    public void Apply_RecordedLora_ChangesExactlyTheWeightsItNames(string naming)
    {
        JsonElement about = JsonDocument.Parse(File.ReadAllText(GoldenData.PathOf("lora/kohya.json"))).RootElement;
        using SdModel model = ModelFolder.Open(GoldenData.PathOf($"models/{about.GetProperty("model").GetString()}"));
        string path = GoldenData.PathOf($"lora/{naming}.safetensors");
        using SafetensorsFile file = SafetensorsFile.Open(path);
        int layers = LoraFile.Read(file).Count;

        SdModel merged = LoraMerge.Apply(model, [new LoraUse(path, about.GetProperty("weight").GetSingle())]);

        Assert.Empty(merged.Remarks);
        Assert.Equal(layers, InMemory(merged.UNet.Weights!).Length + InMemory(merged.TextEncoder.Weights!).Length);
        Assert.NotEmpty(InMemory(merged.TextEncoder.Weights!));
        Assert.Empty(InMemory(model.UNet.Weights!));
        Assert.Equal(model.UNet.Weights!.Names.Order(), merged.UNet.Weights!.Names.Order());
        Assert.Empty(NetworkCheck.Of(merged.UNet).Concat(NetworkCheck.Of(merged.TextEncoder)));
    }

    // Both spellings hold the same layers, so the same formula must come out of both.
    [Fact]
    public void Apply_BothRecordedSpellings_GiveTheSameWeights()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));

        SdModel kohya = LoraMerge.Apply(model, [new LoraUse(GoldenData.PathOf("lora/kohya.safetensors"), 0.7f)]);
        SdModel peft = LoraMerge.Apply(model, [new LoraUse(GoldenData.PathOf("lora/peft.safetensors"), 0.7f)]);

        Assert.All(InMemory(kohya.UNet.Weights!), t => RequireNear(TensorValues.ToFloats(t), TensorValues.ToFloats(peft.UNet.Weights![t.Name]), 1e-6));
        Assert.All(InMemory(kohya.TextEncoder.Weights!), t => RequireNear(TensorValues.ToFloats(t), TensorValues.ToFloats(peft.TextEncoder.Weights![t.Name]), 1e-6));
    }

    [Theory]
    [InlineData("unet." + Module + ".lora_A.weight", "unet." + Module + ".lora_B.weight")]
    [InlineData("unet." + Module + ".lora.down.weight", "unet." + Module + ".lora.up.weight")]
    [InlineData(Module + ".lora_linear_layer.down.weight", Module + ".lora_linear_layer.up.weight")]
    [InlineData("unet.mid_block.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.down.weight", "unet.mid_block.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.up.weight")]
    [InlineData("base_model.model.unet." + Module + ".lora_A.default.weight", "base_model.model.unet." + Module + ".lora_B.default.weight")]
    [InlineData("lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_down.weight", "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_up.weight")]
    [InlineData("lora_unet_middle_block_1_transformer_blocks_0_attn1_to_q.lora_down.weight", "lora_unet_middle_block_1_transformer_blocks_0_attn1_to_q.lora_up.weight")]
    public void Apply_AnySpelling_IsWeightPlusScaledProduct(string down, string up)
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        WeightTensor weight = model.UNet.Weights![$"{Module}.weight"];
        (float[] a, float[] b) = Factors(weight, rank: 3);
        string path = folder.Write("x.safetensors", TestSafetensors.Of((down, [3, weight.Shape[1]], a), (up, [weight.Shape[0], 3], b)));

        SdModel merged = LoraMerge.Apply(model, [new LoraUse(path, 0.5f)]);

        // No alpha: as if it were the rank.
        RequireNear(Expected(weight, a, b, 3, 0.5), TensorValues.ToFloats(merged.UNet.Weights![weight.Name]), 1e-6);
        Assert.Single(InMemory(merged.UNet.Weights));
    }

    [Fact]
    public void Apply_AlphaAndSeveralLoras_AddUp()
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        WeightTensor weight = model.UNet.Weights![$"{Module}.weight"];
        (float[] a, float[] b) = Factors(weight, rank: 2);
        string path = folder.Write("x.safetensors", TestSafetensors.Of(
            ($"unet.{Module}.lora_A.weight", [2, weight.Shape[1]], a), ($"unet.{Module}.lora_B.weight", [weight.Shape[0], 2], b), ($"unet.{Module}.alpha", [], [8f])));

        SdModel merged = LoraMerge.Apply(model, [new LoraUse(path, 0.5f), new LoraUse(path, -0.25f)]);
        SdModel back = LoraMerge.Apply(merged, [new LoraUse(path, -0.25f)]);

        RequireNear(Expected(weight, a, b, 2, 0.25 * 8 / 2), TensorValues.ToFloats(merged.UNet.Weights![weight.Name]), 1e-6);
        RequireNear(TensorValues.ToFloats(weight), TensorValues.ToFloats(back.UNet.Weights![weight.Name]), 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_ConvolutionWithItsKernel_IsMerged(bool hasMid)
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        WeightTensor weight = model.UNet.Weights![$"{Conv}.weight"];
        (int outputs, int inputs, int rank) = ((int)weight.Shape[0], (int)weight.Shape[1], 2);
        float[] down = Numbers(rank * inputs * (hasMid ? 1 : 9), 1);
        float[] up = Numbers(outputs * rank, 2);
        float[] mid = Numbers(rank * rank * 9, 3);
        var tensors = new List<(string, long[], float[])>
        {
            ("lora_unet_mid_block_resnets_0_conv1.lora_down.weight", hasMid ? [rank, inputs, 1, 1] : [rank, inputs, 3, 3], down),
            ("lora_unet_mid_block_resnets_0_conv1.lora_up.weight", [outputs, rank, 1, 1], up),
        };
        if (hasMid)
        {
            tensors.Add(("lora_unet_mid_block_resnets_0_conv1.lora_mid.weight", [rank, rank, 3, 3], mid));
        }

        SdModel merged = LoraMerge.Apply(model, [new LoraUse(folder.Write("x.safetensors", TestSafetensors.Of([.. tensors])))]);

        float[] expected = TensorValues.ToFloats(weight);
        for (int i = 0; i < expected.Length; i++)
        {
            (int o, int c, int k) = (i / (inputs * 9), i / 9 % inputs, i % 9);
            double sum = 0;
            for (int p = 0; p < rank; p++)
            {
                sum += hasMid
                    ? Enumerable.Range(0, rank).Sum(q => (double)up[(o * rank) + p] * mid[(((p * rank) + q) * 9) + k] * down[(q * inputs) + c])
                    : (double)up[(o * rank) + p] * down[(((p * inputs) + c) * 9) + k];
            }

            expected[i] += (float)sum;
        }

        RequireNear(expected, TensorValues.ToFloats(merged.UNet.Weights![weight.Name]), 1e-5);
    }

    [Fact]
    public void Apply_OriginalNamesOfXl_FindEveryLayer()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sdxl"));
        var targets = new LoraTargets(model);
        using SafetensorsFile single = SafetensorsFile.Open(GoldenData.PathOf("single-file/sdxl.safetensors"));
        const string Prefix = "model.diffusion_model.";
        string[] weights = [.. single.Names.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(".weight", StringComparison.Ordinal)).Select(n => n[Prefix.Length..^".weight".Length])];

        (string Part, string Tensor)?[] found = [.. weights.Select(w => targets.Find($"lora_unet_{w.Replace('.', '_')}"))];

        Assert.All(weights.Zip(found), pair => Assert.True(pair.Second is not null, pair.First));
        Assert.Equal(weights.Length, found.Distinct().Count());
        Assert.All(weights.Zip(found), pair => Assert.Equal(single.Find($"{Prefix}{pair.First}.weight")!.Shape.Where(d => d != 1), model.UNet.Weights![pair.Second!.Value.Tensor].Shape.Where(d => d != 1)));
    }

    [Theory]
    [InlineData("lora_te_text_model_encoder_layers_0_mlp_fc1", "text_encoder")]
    [InlineData("lora_te_encoder_layers_0_mlp_fc1", "text_encoder")]
    [InlineData("lora_te1_text_model_encoder_layers_0_mlp_fc1", "text_encoder")]
    [InlineData("lora_te2_text_model_encoder_layers_0_mlp_fc1", "text_encoder_2")]
    [InlineData("text_encoder.text_model.encoder.layers.0.mlp.fc1", "text_encoder")]
    [InlineData("text_encoder_2.encoder.layers.0.mlp.fc1", "text_encoder_2")]
    [InlineData("lora_te3_encoder_layers_0_mlp_fc1", null)]
    public void Find_TextEncoderInAnySpelling_IsTheRightOne(string module, string? part)
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sdxl"));

        (string Part, string Tensor)? target = new LoraTargets(model).Find(module);

        Assert.Equal(part, target?.Part);
        Assert.Equal(part is null ? null : "encoder.layers.0.mlp.fc1.weight", target?.Tensor);
    }

    [Fact]
    public void Apply_SomeUnknownLayers_AreNamedInARemark()
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        WeightTensor weight = model.UNet.Weights![$"{Module}.weight"];
        (float[] a, float[] b) = Factors(weight, rank: 1);
        string path = folder.Write("x.safetensors", TestSafetensors.Of(
            ($"unet.{Module}.lora_A.weight", [1, weight.Shape[1]], a), ($"unet.{Module}.lora_B.weight", [weight.Shape[0], 1], b),
            ("unet.elsewhere.lora_A.weight", [1, 2], [1f, 2f]), ("unet.elsewhere.lora_B.weight", [2, 1], [1f, 2f])));

        string remark = Assert.Single(LoraMerge.Apply(model, [new LoraUse(path)]).Remarks);

        Assert.Contains("1 of 2 layers", remark, StringComparison.Ordinal);
        Assert.Contains("'unet.elsewhere'", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_NothingOrWeightZero_LeavesEveryValue()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));

        SdModel none = LoraMerge.Apply(model, []);
        SdModel zero = LoraMerge.Apply(model, [new LoraUse(GoldenData.PathOf("lora/kohya.safetensors"), 0f)]);

        Assert.Empty(InMemory(none.UNet.Weights!));
        Assert.All(InMemory(zero.UNet.Weights!), t => Assert.Equal(TensorValues.ToFloats(model.UNet.Weights![t.Name]), TensorValues.ToFloats(t)));
    }

    public static TheoryData<string, (string, long[], float[])[], ModelFault> Bad() => new()
    {
        { "fits no layer", [("unet.x.lora_A.weight", [1, 2], [1f, 2f]), ("unet.x.lora_B.weight", [2, 1], [1f, 2f])], ModelFault.Unfit },
        { "other sizes", [($"unet.{Module}.lora_A.weight", [1, 2], [1f, 2f]), ($"unet.{Module}.lora_B.weight", [2, 1], [1f, 2f])], ModelFault.Unfit },
        { "other sizes", [($"unet.{Module}.lora_A.weight", [2], [1f, 2f]), ($"unet.{Module}.lora_B.weight", [2, 1], [1f, 2f])], ModelFault.Unfit },
        { "other sizes", [($"unet.{Module}.lora_A.weight", [0, 2], []), ($"unet.{Module}.lora_B.weight", [2, 0], [])], ModelFault.Unfit },
        { "lacks its up or down", [($"unet.{Module}.lora_A.weight", [1, 2], [1f, 2f])], ModelFault.Unusable },
        { "no layers of a LoRA", [("weight", [1], [1f])], ModelFault.Unusable },
        { "is a LoHa adapter", [("lora_unet_x.hada_w1_a", [1], [1f])], ModelFault.Unusable },
        { "is a LoKr adapter", [("lora_unet_x.lokr_w1", [1], [1f])], ModelFault.Unusable },
        { "is a DoRA adapter", [("lora_unet_x.dora_scale", [1], [1f])], ModelFault.Unusable },
        { "one finite number", [($"unet.{Module}.lora_A.weight", [1, 2], [1f, 2f]), ($"unet.{Module}.lora_B.weight", [2, 1], [1f, 2f]), ($"unet.{Module}.alpha", [], [float.NaN])], ModelFault.Unusable },
        { "one finite number", [($"unet.{Module}.lora_A.weight", [1, 2], [1f, 2f]), ($"unet.{Module}.lora_B.weight", [2, 1], [1f, 2f]), ($"unet.{Module}.alpha", [2], [1f, 2f])], ModelFault.Unusable },
    };

    [Theory, MemberData(nameof(Bad))]
    public void Apply_FileThatIsNoFittingLora_SaysWhy(string reason, (string, long[], float[])[] tensors, ModelFault fault)
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        string path = folder.Write("x.safetensors", TestSafetensors.Of(tensors));

        ModelException refusal = Assert.Throws<ModelException>(() => LoraMerge.Apply(model, [new LoraUse(path)]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(fault, refusal.Fault);
    }

    [Fact]
    public void Apply_ToAnOnnxExport_IsRefused()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15-inpaint-onnx"));

        Assert.Equal(ModelFault.Unfit, Assert.Throws<ModelException>(() => LoraMerge.Apply(model, [new LoraUse("x.safetensors")])).Fault);
    }

    private static WeightTensor[] InMemory(TensorSource source) => [.. source.Tensors.Where(t => t.File is null)];

    private static (float[] Down, float[] Up) Factors(WeightTensor weight, int rank) => (Numbers(rank * (int)weight.Shape[1], 1), Numbers((int)weight.Shape[0] * rank, 2));

    private static float[] Numbers(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin((i * 1.7f) + seed))];

    private static float[] Expected(WeightTensor weight, float[] down, float[] up, int rank, double scale)
    {
        float[] values = TensorValues.ToFloats(weight);
        int columns = down.Length / rank;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += (float)(scale * Enumerable.Range(0, rank).Sum(r => (double)up[(i / columns * rank) + r] * down[(r * columns) + (i % columns)]));
        }

        return values;
    }

    private static void RequireNear(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs((double)pair.First - pair.Second), 0, tolerance * largest));
    }
}
