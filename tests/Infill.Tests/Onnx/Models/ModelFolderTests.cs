using System.Runtime.InteropServices;
using System.Text.Json;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.Models;

/// <summary>Whole models of the recording. The graphs' own check has found every tensor when these open.</summary>
public sealed class ModelFolderTests
{
    public static TheoryData<string> WholeModels()
    {
        var models = new TheoryData<string>();
        foreach (string path in Directory.EnumerateDirectories(GoldenData.PathOf("models")).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(path, "model_index.json")) && Directory.EnumerateFiles(path, "*.safetensors", SearchOption.AllDirectories).Any())
            {
                models.Add(Path.GetFileName(path));
            }
        }

        return models;
    }

    [Theory, MemberData(nameof(WholeModels))]
    public void Open_DiffusersFolder_FindsAllOfEveryNetwork(string name)
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));

        Assert.Equal(ModelLayout.DiffusersFolder, model.Layout);
        Assert.All(Sources(model), part => Assert.Equal(CountIn(name, part.Name), part.Source.Tensors.Count));
        Assert.Equal(File.Exists(GoldenData.PathOf($"models/{name}/text_encoder_2/config.json")), model.TextEncoder2 is not null);
        Assert.Equal("<|endoftext|>", model.Tokenizer.PadToken);
        model.RequireUnchanged();
    }

    [Theory, MemberData(nameof(WholeModels))]
    public void Open_DiffusersFolder_ReadsItsConfigurations(string name)
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));
        JsonElement unet = Json(name, "unet/config.json");
        JsonElement vae = Json(name, "vae/config.json");
        JsonElement text = Json(name, "text_encoder/config.json");

        Assert.Equal(unet.GetProperty("in_channels").GetInt32(), model.Variant.InChannels);
        Assert.Equal(unet.GetProperty("in_channels").GetInt32() == 9, model.Variant.IsInpainting);
        Assert.Equal(unet.GetProperty("cross_attention_dim").GetInt32(), model.Variant.ContextChannels);
        Assert.Equal(unet.GetProperty("addition_embed_type").ValueKind != JsonValueKind.Null, model.Variant.Family == SdFamily.Sdxl);
        Assert.Equal(vae.GetProperty("scaling_factor").GetSingle(), model.Vae.Config.ScalingFactor);
        Assert.Equal(unet.GetProperty("sample_size").GetInt32() << (vae.GetProperty("block_out_channels").GetArrayLength() - 1), model.Variant.NativeSide);
        Assert.Equal(text.GetProperty("hidden_act").GetString() == "gelu", model.TextEncoder.Config.Activation == TextActivation.Gelu);
        Assert.Equal(text.GetProperty("eos_token_id").GetInt32(), model.TextEncoder.Config.EndToken);
        Assert.Equal(Json(name, "scheduler/scheduler_config.json").GetProperty("_class_name").GetString(), JsonDocument.Parse(model.SchedulerConfig).RootElement.GetProperty("_class_name").GetString());
    }

    [Theory, MemberData(nameof(WholeModels))]
    public void Open_TextEncoder_HasNoPrefixInAnyNaming(string name)
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf($"models/{name}"));

        foreach (ModelPart<TextEncoderConfig> encoder in new[] { model.TextEncoder, model.TextEncoder2 }.OfType<ModelPart<TextEncoderConfig>>())
        {
            Assert.Contains("embeddings.token_embedding.weight", encoder.Weights!.Names);
            Assert.DoesNotContain(encoder.Weights.Names, n => n.StartsWith("text_model.", StringComparison.Ordinal));
            Assert.Equal(encoder.Config.ProjectionChannels is not null, encoder.Weights.Find("text_projection.weight") is not null);
        }
    }

    [Fact]
    public void Open_PartsOnTheirOwn_HaveTheirTensors()
    {
        using OpenPart<ControlNetConfig> control = ModelFolder.OpenControlNet(GoldenData.PathOf("models/controlnet"));
        using OpenPart<TinyVaeConfig> tiny = ModelFolder.OpenTinyVae(GoldenData.PathOf("models/tiny-autoencoder"));
        using OpenPart<UNetConfig> lcm = ModelFolder.OpenUNet(GoldenData.PathOf("models/lcm-unet"));

        Assert.Equal(Json("controlnet", "config.json").GetProperty("conditioning_embedding_out_channels").GetArrayLength(), control.Part.Config.EmbeddingChannels.Count);
        Assert.Equal(Json("tiny-autoencoder", "config.json").GetProperty("num_decoder_blocks").EnumerateArray().Select(b => b.GetInt32()), tiny.Part.Config.DecoderBlocks);
        Assert.Equal(Json("lcm-unet", "config.json").GetProperty("time_cond_proj_dim").GetInt32(), lcm.Part.Config.TimeConditionChannels);
        Assert.All(lcm.Part.Weights!.Tensors, t => Assert.Equal(TensorType.BF16, t.Type));
    }

    // The golden networks were computed from these values in float32.
    [Fact]
    public void ToFloats_BrainHalf_IsTheUpperHalfOfAFloat()
    {
        using OpenPart<UNetConfig> lcm = ModelFolder.OpenUNet(GoldenData.PathOf("models/lcm-unet"));
        WeightTensor tensor = lcm.Part.Weights!["conv_in.weight"];

        float[] values = TensorValues.ToFloats(tensor);

        ReadOnlySpan<ushort> raw = MemoryMarshal.Cast<byte, ushort>(tensor.Bytes);
        Assert.Equal(values.Length, raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            Assert.Equal((uint)raw[i] << 16, BitConverter.SingleToUInt32Bits(values[i]));
        }
    }

    private static IEnumerable<(string Name, TensorSource Source)> Sources(SdModel model)
    {
        yield return (model.UNet.Name, model.UNet.Weights!);
        yield return (model.Vae.Name, model.Vae.Weights!);
        yield return (model.TextEncoder.Name, model.TextEncoder.Weights!);
        if (model.TextEncoder2 is not null)
        {
            yield return (model.TextEncoder2.Name, model.TextEncoder2.Weights!);
        }
    }

    private static int CountIn(string model, string part)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Directory.EnumerateFiles(GoldenData.PathOf($"models/{model}/{part}"), "*.safetensors").First());
        return file.Names.Count();
    }

    private static JsonElement Json(string model, string file) => JsonDocument.Parse(File.ReadAllText(GoldenData.PathOf($"models/{model}/{file}"))).RootElement;
}
