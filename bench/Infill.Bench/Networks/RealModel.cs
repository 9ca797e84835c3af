using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Bench.Networks;

/// <summary>A model of the proportions of Stable Diffusion 1.5's inpainting model with random weights, in diffusers' layout.</summary>
/// <remarks>Configurations: those of stable-diffusion-v1-5/stable-diffusion-inpainting, without what is default.</remarks>
internal sealed class RealModel : IDisposable
{
    /// <summary>859.5 million parameters in the UNet, 83.7 in the autoencoder, 123.1 in the text encoder.</summary>
    public const long Parameters = 859_535_364 + 83_653_863 + 123_060_480;

    private const string UNetConfig = """
        {
          "_class_name": "UNet2DConditionModel",
          "in_channels": 9, "out_channels": 4,
          "block_out_channels": [320, 640, 1280, 1280], "layers_per_block": 2,
          "cross_attention_dim": 768, "attention_head_dim": 8,
          "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
          "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]
        }
        """;

    private const string VaeConfig = """
        {
          "_class_name": "AutoencoderKL",
          "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
          "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
          "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]
        }
        """;

    private const string TextConfig = """
        {
          "architectures": ["CLIPTextModel"], "model_type": "clip_text_model",
          "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
          "hidden_act": "quick_gelu", "vocab_size": 49408
        }
        """;

    private readonly OpenFiles _files = new();

    private RealModel(string folder)
    {
        var reader = new PartReader(ModelRoot.Of(folder), WeightVariant.Any, _files);
        (UNet, Vae, Text) = (reader.UNet("unet"), reader.Vae("vae"), reader.TextEncoder("text_encoder"));
    }

    public ModelPart<UNetConfig> UNet { get; }

    public ModelPart<VaeConfig> Vae { get; }

    public ModelPart<TextEncoderConfig> Text { get; }

    /// <summary>Opens the model, and writes it first if the folder does not hold it.</summary>
    /// <param name="folder">Gets 4.3 GB.</param>
    /// <param name="seed">Of the weights.</param>
    public static RealModel Open(string folder, uint seed = 1)
    {
        string text = Path.Combine(folder, "text_encoder", "model.safetensors");
        if (!File.Exists(text))
        {
            Prepare(folder, "unet", UNetConfig);
            Prepare(folder, "vae", VaeConfig);
            Prepare(folder, "text_encoder", TextConfig);
            var configs = new ConfigFolder(ModelRoot.Of(folder));
            long count = RandomWeights.Write(Weights(folder, "unet"), seed, w => UNetGraph.Write(configs.UNet(), w, withControl: false));
            count += RandomWeights.Write(Weights(folder, "vae"), seed, w => AutoencoderKlGraph.WriteEncoder(configs.Vae(), w), w => AutoencoderKlGraph.WriteDecoder(configs.Vae(), w));
            string draft = text + ".part";
            count += RandomWeights.Write(draft, seed, w => ClipTextGraph.Write(configs.TextEncoder("text_encoder"), w));
            RequireCount(count);
            File.Move(draft, text);
        }

        return new RealModel(folder);
    }

    public void Dispose() => _files.Dispose();

    private static void Prepare(string folder, string part, string config)
    {
        Directory.CreateDirectory(Path.Combine(folder, part));
        File.WriteAllText(Path.Combine(folder, part, "config.json"), config);
    }

    private static string Weights(string folder, string part) => Path.Combine(folder, part, "diffusion_pytorch_model.safetensors");

    // A network that lost a layer would be fast.
    private static void RequireCount(long count)
    {
        if (count != Parameters)
        {
            throw new InvalidOperationException($"The model has {count:N0} parameters, the published one has {Parameters:N0}.");
        }
    }
}
