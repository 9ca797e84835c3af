using Infill.Engines;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Models;
using Infill.Tiles;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>A small autoencoder in place of a model's own.</summary>
public sealed class TinyVaeFillTests
{
    private static readonly string Tiny = GoldenData.PathOf("models/tiny-autoencoder");

    [Theory, InlineData("sd15"), InlineData("sd15-inpaint"), InlineData("sdxl-inpaint")]
    public void Fill_SmallAutoencoder_RunsIsToldAndIsAnotherModel(string model)
    {
        using SdRuntime full = SdScene.Open(model), small = Open(GoldenData.PathOf($"models/{model}"));
        Tile tile = SdScene.Tile();

        EngineFill fill = SdScene.Fill(small, tile);

        EngineFillCheck.Require("sd", tile, fill);
        Assert.Contains(fill.Notes, note => note.StartsWith("Not exact: the small autoencoder", StringComparison.Ordinal));
        Assert.Equal(fill.Image.Values, SdScene.Fill(small, tile).Image.Values);
        Assert.NotEqual(fill.Image.Values, SdScene.Fill(full, tile).Image.Values);
        Assert.NotEqual(full.Info.Model!.Fingerprint, small.Info.Model!.Fingerprint);
        Assert.Equal(full.Model.Variant, small.Model.Variant);
    }

    // What a full one decodes and encodes is what the small one would have to give; nothing but the codec differs.
    [Fact]
    public void Load_SmallAutoencoder_IsTheOneThatTheRecordingHolds()
    {
        using SdRuntime runtime = Open(GoldenData.PathOf("models/sd15"));
        var golden = new GoldenTensors("networks/tiny-autoencoder.safetensors");
        ILatentCodec codec = runtime.Load(threads: 1).Codec;

        float[] latent = codec.Encode(golden.Tensor("image").ToImage(), null, TestContext.Current.CancellationToken).Values;

        GoldenAssert.Near(golden.Floats("latent"), latent, 1e-4, "latent");
        Assert.Equal((8, 4), (codec.Factor, codec.Channels));
    }

    [Fact]
    public void Open_ModelWithoutItsOwnAutoencodersWeights_IsEnough()
    {
        using var model = new TestModel("sd15");
        Array.ForEach(Directory.GetFiles(model.FileOf("vae"), "*.safetensors"), File.Delete);

        using SdRuntime runtime = Open(model.Path);

        EngineFill fill = SdScene.Fill(runtime, SdScene.Tile());

        EngineFillCheck.Require("sd", SdScene.Tile(), fill);
        Assert.True(fill.Image.Values.Distinct().Count() > 2);
    }

    [Theory]
    [InlineData("latent_channels", "makes latents of 8 channels and 1/8")]
    [InlineData("block_out_channels", "1/4 of the picture's sides")]
    public void Open_SmallAutoencoderOfOtherLatents_IsUnfit(string key, string reason)
    {
        using var tiny = new TestModel("tiny-autoencoder");
        tiny.Edit("config.json", config =>
        {
            if (key == "latent_channels")
            {
                config[key] = 8;
                return;
            }

            foreach (string list in new[] { "encoder_block_out_channels", "decoder_block_out_channels", "num_encoder_blocks", "num_decoder_blocks", "block_out_channels" })
            {
                config[list]!.AsArray().RemoveAt(1);
            }
        });

        ModelException refused = Assert.Throws<ModelException>(() => Open(GoldenData.PathOf("models/sd15"), tiny.Path));

        Assert.Equal(ModelFault.Unfit, refused.Fault);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SmallAutoencoderThatLacksATensor_NamesIt()
    {
        using var tiny = new TestModel("tiny-autoencoder");
        string file = Path.GetFileName(Directory.GetFiles(tiny.Path, "*.safetensors").Single());
        string gone = tiny.Read(file, tensor => tensor).First(tensor => tensor.Name.StartsWith("decoder", StringComparison.Ordinal) && tensor.Name.EndsWith("weight", StringComparison.Ordinal)).Name;
        tiny.Rewrite(file, tensor => tensor.Name == gone ? null : tensor);

        Assert.Contains(gone, Assert.Throws<ModelException>(() => Open(GoldenData.PathOf("models/sd15"), tiny.Path)).Message, StringComparison.Ordinal);
    }

    // The autoencoder is a tenth of a short run; the small one next to nothing.
    [Fact]
    public void Foresee_SmallAutoencoder_IsQuicker()
    {
        using SdRuntime full = SdScene.Open("sd15"), small = Open(GoldenData.PathOf("models/sd15"));

        double Seconds(SdRuntime runtime) => SdForecast.Of(runtime, new Infill.Imaging.PixelSize(64, 64), SdScene.Options()).Seconds!.Value;

        Assert.True(Seconds(small) < Seconds(full));
    }

    private static SdRuntime Open(string model, string? vae = null) =>
        SdRuntime.Open(new SdSetup { Path = model, Options = new ModelOptions { Vae = vae ?? Tiny } });
}
