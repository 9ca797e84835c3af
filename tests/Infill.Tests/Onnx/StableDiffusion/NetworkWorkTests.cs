using Infill.Imaging;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>The published proportions of Stable Diffusion 1.5, whose operations are known from counting its layers.</summary>
public sealed class NetworkWorkTests : IDisposable
{
    private const int Levels = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(64, 0.80e12)]
    [InlineData(96, 2.15e12)]
    public void Of_UNet_IsWhatItsLayersTake(int latent, double expected)
    {
        UNetConfig config = Configs("unet", """
            { "_class_name": "UNet2DConditionModel", "in_channels": 9, "block_out_channels": [320, 640, 1280, 1280], "layers_per_block": 2,
              "cross_attention_dim": 768, "attention_head_dim": 8,
              "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
              "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"] }
            """).UNet();
        TensorSource weights = TensorsOf(w => UNetGraph.Write(config, w, withControl: false));

        double operations = NetworkWork.Of(weights, new PixelSize(latent, latent), Levels);

        Assert.InRange(operations / expected, 0.95, 1.05);
    }

    [Fact]
    public void Of_Autoencoder_IsWhatItsLayersTake()
    {
        VaeConfig config = Configs("vae", """
            { "_class_name": "AutoencoderKL", "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2,
              "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
              "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"] }
            """).Vae();

        double encode = NetworkWork.Of(TensorsOf(w => AutoencoderKlGraph.WriteEncoder(config, w)), new PixelSize(512, 512), Levels);
        double decode = NetworkWork.Of(TensorsOf(w => AutoencoderKlGraph.WriteDecoder(config, w)), new PixelSize(512, 512), Levels);

        Assert.InRange(encode / 1.12e12, 0.95, 1.05);
        Assert.InRange(decode / 2.51e12, 0.95, 1.05);
    }

    private ConfigFolder Configs(string part, string config)
    {
        Directory.CreateDirectory(_folder.File(part));
        File.WriteAllText(_folder.File($"{part}/config.json"), config);
        return new ConfigFolder(ModelRoot.Of(_folder.Path));
    }

    // A graph asks for exactly what it needs, so writing it over no weights lists every tensor.
    private static TensorSource TensorsOf(Action<NetworkWeights> write)
    {
        var weights = new NetworkWeights(new GraphBuilder("shapes", OperatorDialect.Plain), new TensorSource("nothing", []));
        write(weights);
        return new TensorSource("shapes", weights.Missing.DistinctBy(m => m.Name).Select(m => new WeightTensor
        {
            Name = m.Name,
            Type = TensorType.F32,
            Shape = m.Shape,
            Length = m.Shape.Aggregate((long)sizeof(float), (product, d) => product * d),
        }));
    }
}
