using System.Diagnostics;
using System.Text.Json.Nodes;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

public sealed class ModelFolderRefusalTests
{
    private const string UNetFile = "unet/diffusion_pytorch_model.safetensors";

    [Fact]
    public void Open_MissingTensorsOfSeveralNetworks_ListsThemAll()
    {
        using var model = new TestModel("sd15");
        string[] gone = ["conv_in.weight", "down_blocks.0.attentions.0.proj_in.weight", "up_blocks.3.resnets.2.conv2.bias"];
        model.Rewrite(UNetFile, tensor => gone.Contains(tensor.Name) ? null : tensor);
        model.Rewrite("vae/diffusion_pytorch_model.safetensors", tensor => tensor.Name == "decoder.conv_out.weight" ? null : tensor);
        model.Rewrite("text_encoder/model.safetensors", tensor => tensor.Name.EndsWith("layers.3.mlp.fc2.bias", StringComparison.Ordinal) ? null : tensor);

        ModelException refusal = Refusal(model);

        Assert.All(gone.Append("decoder.conv_out.weight").Append("encoder.layers.3.mlp.fc2.bias"), name => Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal));
        Assert.Equal(gone.Length + 2, refusal.Reasons.Count);
        Assert.Contains("for 5 reasons", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WrongShapes_SaysFoundAndExpected()
    {
        using var model = new TestModel("sd15");
        model.Rewrite(UNetFile, tensor => tensor.Name == "conv_out.weight" ? tensor.Shaped(tensor.Shape[1], tensor.Shape[0], 3, 3) : tensor);

        string reason = Assert.Single(Refusal(model).Reasons);

        Assert.Contains("conv_out.weight", reason, StringComparison.Ordinal);
        Assert.Contains("[16, 4, 3, 3]", reason, StringComparison.Ordinal);
        Assert.Contains("[4, 16, 3, 3]", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireChannels_OfTheOtherKind_SaysWhatTheModelIs()
    {
        using SdModel plain = ModelFolder.Open(Golden.GoldenData.PathOf("models/sd15"));
        using SdModel inpainting = ModelFolder.Open(Golden.GoldenData.PathOf("models/sd15-inpaint"));
        plain.RequireChannels(4);
        inpainting.RequireChannels(9);

        ModelException refusal = Assert.Throws<ModelException>(() => plain.RequireChannels(9));

        Assert.Equal(ModelFault.Unfit, refusal.Fault);
        Assert.Contains("takes 4 channels, but 9 were asked for", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("trained to inpaint", Assert.Throws<ModelException>(() => inpainting.RequireChannels(4)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Configurations() => new()
    {
        { "unet/config.json", "act_fn", "\"gelu\"", "act_fn is \"gelu\"; known: \"silu\", \"swish\"" },
        { "unet/config.json", "_class_name", "\"FluxTransformer2DModel\"", "known: \"UNet2DConditionModel\"" },
        { "unet/config.json", "class_embed_type", "\"timestep\"", "class_embed_type" },
        { "unet/config.json", "resnet_time_scale_shift", "\"scale_shift\"", "resnet_time_scale_shift" },
        { "unet/config.json", "mid_block_type", "\"UNetMidBlock2DSimpleCrossAttn\"", "mid_block_type" },
        { "unet/config.json", "down_block_types", "[\"AttnDownBlock2D\",\"DownBlock2D\",\"DownBlock2D\",\"DownBlock2D\"]", "AttnDownBlock2D" },
        { "unet/config.json", "down_block_types", "[\"DownBlock2D\"]", "down_block_types has 1 entries, expected 4" },
        { "unet/config.json", "up_block_types", "[\"UpBlock2D\"]", "up_block_types has 1 entries, expected 4" },
        { "unet/config.json", "up_block_types", "7", "up_block_types" },
        { "unet/config.json", "block_out_channels", "[16,16,32,33]", "33 channels" },
        { "unet/config.json", "block_out_channels", "[]", "block_out_channels has 0 entries" },
        { "unet/config.json", "block_out_channels", "[16,16,32,99999999999]", "block_out_channels is 99999999999" },
        { "unet/config.json", "block_out_channels", "null", "block_out_channels is missing" },
        { "unet/config.json", "cross_attention_dim", "-1", "cross_attention_dim is -1" },
        { "unet/config.json", "cross_attention_dim", "[16,32]", "different sizes per level" },
        { "unet/config.json", "cross_attention_dim", "64", "texts of 64 channels, but the text encoders give 32" },
        { "unet/config.json", "attention_head_dim", "7", "7 attention heads" },
        { "unet/config.json", "norm_eps", "\"x\"", "expected a number" },
        { "unet/config.json", "norm_eps", "1e999", "expected a number" },
        { "unet/config.json", "in_channels", "8", "takes 8 channels" },
        { "unet/config.json", "only_cross_attention", "[true,false,false,false]", "only_cross_attention is true" },
        { "unet/config.json", "addition_embed_type", "\"image\"", "addition_embed_type" },
        { "vae/config.json", "_class_name", "\"AsymmetricAutoencoderKL\"", "AsymmetricAutoencoderKL" },
        { "vae/config.json", "latents_mean", "[0,0,0,0]", "latents_mean" },
        { "vae/config.json", "scaling_factor", "0", "scaling_factor is 0" },
        { "vae/config.json", "latent_channels", "16", "latents of 16 channels" },
        { "vae/config.json", "mid_block_add_attention", "1", "expected true or false" },
        { "text_encoder/config.json", "architectures", "[\"T5EncoderModel\"]", "T5EncoderModel" },
        { "text_encoder/config.json", "hidden_act", "\"relu\"", "known: \"quick_gelu\", \"gelu\"" },
        { "text_encoder/config.json", "hidden_act", "3", "hidden_act" },
        { "text_encoder/config.json", "num_attention_heads", "5", "5 heads" },
        { "text_encoder/config.json", "max_position_embeddings", "2000", "2000 positions" },
    };

    [Theory, MemberData(nameof(Configurations))]
    public void Open_ConfigurationThatIsNotKnown_SaysWhatIs(string file, string name, string value, string reason)
    {
        using var model = new TestModel("sd15");
        model.Edit(file, json => json[name] = JsonNode.Parse(value));

        Assert.Contains(reason, Refusal(model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SeveralUnknownValues_AreListedAtOnce()
    {
        using var model = new TestModel("sd15");
        model.Edit("unet/config.json", json => (json["act_fn"], json["attention_type"], json["conv_in_kernel"]) = ("gelu", "gated", 5));

        ModelException refusal = Refusal(model);

        Assert.Equal(3, refusal.Reasons.Count);
        Assert.Contains(model.FileOf("unet/config.json"), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_index.json", "{")]
    [InlineData("model_index.json", "[]")]
    [InlineData("model_index.json", "{\"unet\":1,\"unet\":2}")]
    [InlineData("unet/config.json", "")]
    [InlineData("scheduler/scheduler_config.json", "nonsense")]
    [InlineData("tokenizer/tokenizer_config.json", "\0\0\0")]
    public void Open_BrokenJson_NamesTheFile(string file, string content)
    {
        using var model = new TestModel("sd15");
        File.WriteAllText(model.FileOf(file), content);

        ModelException refusal = Refusal(model);

        Assert.Contains(model.FileOf(file), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HugeConfiguration_IsRefusedUnread()
    {
        using var model = new TestModel("sd15");
        using (FileStream file = File.OpenWrite(model.FileOf("unet/config.json")))
        {
            file.SetLength(1L << 31);
        }

        Assert.Equal(ModelFault.Limit, Refusal(model).Fault);
    }

    [Theory]
    [InlineData("unet/config.json")]
    [InlineData("unet/diffusion_pytorch_model.safetensors")]
    [InlineData("vae/config.json")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("tokenizer/vocab.json")]
    [InlineData("model_index.json")]
    public void Open_MissingFile_SaysWhere(string file)
    {
        using var model = new TestModel("sd15");
        File.Delete(model.FileOf(file));

        ModelException refusal = Refusal(model);

        Assert.Equal(ModelFault.Missing, refusal.Fault);
        Assert.Contains(Path.GetDirectoryName(model.FileOf(file))!, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnlyPickles_SaysWhyAndWhatInstead()
    {
        using var model = new TestModel("sd15");
        File.Move(model.FileOf(UNetFile), model.FileOf("unet/diffusion_pytorch_model.bin"));

        Assert.Contains("is a pickle", Refusal(model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherFamily_SaysWhatIsKnown()
    {
        using var model = new TestModel("sd15");
        model.Edit("model_index.json", json => json["_class_name"] = "FluxFillPipeline");
        Directory.Move(model.FileOf("unet"), model.FileOf("transformer"));

        ModelException refusal = Refusal(model);

        Assert.Contains("'FluxFillPipeline' without unet", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("known: Stable Diffusion 1.x, 2.x and XL", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", ModelFault.Missing, "does not exist")]
    [InlineData("/dev/null", ModelFault.Unusable, "device")]
    [InlineData("/tmp", ModelFault.Missing, "model_index.json")]
    public void Open_NoModel_SaysWhat(string path, ModelFault fault, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Other paths there.");

        ModelException refusal = Assert.Throws<ModelException>(() => ModelFolder.Open(path));

        Assert.Equal(fault, refusal.Fault);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unet/diffusion_pytorch_model.safetensors")]
    [InlineData("unet/config.json")]
    [InlineData("tokenizer/merges.txt")]
    [InlineData("unet")]
    public void Open_LinkOutOfTheModel_IsRefusedByName(string part)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var model = new TestModel("sd15");
        string outside = Path.Combine(model.Outside, "secret");
        Directory.Move(model.FileOf(part), outside);
        File.CreateSymbolicLink(model.FileOf(part), outside);

        ModelException refusal = Refusal(model);

        Assert.Contains("leads out of the model", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(model.FileOf(part), refusal.Message, StringComparison.Ordinal);
    }

    // Only the blobs of the model's own cache folder are allowed: not those of its neighbour.
    [Fact]
    public void Open_LinkIntoAnotherModelsBlobs_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        string cached = ModelFolderFormsTests.Cache(folder, "sd15");
        string other = folder.File("models--org--other/blobs");
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "x"), "{}");
        string link = Path.Combine(cached, "snapshots/0123abcd/unet/config.json");
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(other, "x"));

        Assert.Contains("leads out of the model", Assert.Throws<ModelException>(() => ModelFolder.Open(cached)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PipeOrFolderInPlaceOfWeights_IsRefusedByName()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No named files for pipes.");
        using var model = new TestModel("sd15");
        File.Delete(model.FileOf(UNetFile));
        using (Process make = Process.Start("mkfifo", model.FileOf(UNetFile)))
        {
            make.WaitForExit();
        }

        Assert.Contains($"{model.FileOf(UNetFile)} is a pipe", Refusal(model).Message, StringComparison.Ordinal);
        File.Delete(model.FileOf(UNetFile));
        Directory.CreateDirectory(model.FileOf(UNetFile));
        Assert.Contains(model.FileOf("unet"), Refusal(model).Message, StringComparison.Ordinal);
        File.Delete(model.FileOf("vae/config.json"));
        Directory.CreateDirectory(model.FileOf("vae/config.json"));
        File.Copy(Golden.GoldenData.PathOf($"models/sd15/{UNetFile}"), Path.Combine(Directory.CreateDirectory(model.FileOf("unet2")).FullName, "x"));
        Directory.Delete(model.FileOf(UNetFile));
        File.Move(model.FileOf("unet2/x"), model.FileOf(UNetFile));
        Assert.Contains($"{model.FileOf("vae/config.json")} is a folder", Refusal(model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireUnchanged_FileReplacedAfterOpening_NamesIt()
    {
        using var model = new TestModel("sd15");
        using SdModel open = ModelFolder.Open(model.Path);
        File.Copy(model.FileOf(UNetFile), model.FileOf("copy"));
        File.Move(model.FileOf("copy"), model.FileOf(UNetFile), overwrite: true);

        Assert.Contains(model.FileOf(UNetFile), Assert.Throws<ModelException>(open.RequireUnchanged).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "not in")]
    [InlineData("../../etc", "no revision")]
    [InlineData("", "no revision")]
    public void Open_CacheWithoutItsRevision_IsRefused(string revision, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        string cached = ModelFolderFormsTests.Cache(folder, "sd15");
        File.WriteAllText(Path.Combine(cached, "refs", "main"), revision);

        Assert.Contains(reason, Assert.Throws<ModelException>(() => ModelFolder.Open(cached)).Message, StringComparison.Ordinal);
    }

    private static ModelException Refusal(TestModel model) => Assert.Throws<ModelException>(() => ModelFolder.Open(model.Path));
}
