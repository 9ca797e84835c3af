using Infill.Onnx;
using Infill.Onnx.Store.Hub;

namespace Infill.Tests.Onnx.Store;

public sealed class FileChoiceTests
{
    private static readonly string[] Pipeline =
    [
        ".gitattributes", "README.md", "LICENSE.md", "model_index.json", "v1-5.safetensors", "v1-5.ckpt", "sample.png",
        "feature_extractor/preprocessor_config.json", "safety_checker/config.json", "safety_checker/model.safetensors",
        "scheduler/scheduler_config.json",
        "text_encoder/config.json", "text_encoder/model.safetensors", "text_encoder/model.fp16.safetensors", "text_encoder/pytorch_model.bin",
        "tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer/tokenizer_config.json", "tokenizer/special_tokens_map.json",
        "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.fp16.safetensors", "unet/diffusion_pytorch_model.non_ema.safetensors",
        "vae/config.json", "vae/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.fp16.safetensors", "vae/diffusion_pytorch_model.bin",
    ];

    private static readonly string[] Always =
    [
        "LICENSE.md", "README.md", "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json",
        "tokenizer/merges.txt", "tokenizer/special_tokens_map.json", "tokenizer/tokenizer_config.json", "tokenizer/vocab.json", "unet/config.json", "vae/config.json",
    ];

    [Theory]
    [InlineData(null, "")]
    [InlineData("fp16", ".fp16")]
    public void Of_Pipeline_TakesOneVariantAndNothingThatIsNotNeeded(string? variant, string infix)
    {
        string[] expected =
        [
            .. Always, $"text_encoder/model{infix}.safetensors", $"unet/diffusion_pytorch_model{infix}.safetensors", $"vae/diffusion_pytorch_model{infix}.safetensors",
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), FileChoice.Of(Pipeline, null, variant));
    }

    [Fact]
    public void Of_PartWithoutTheVariant_TakesItsFullWeights()
    {
        string[] names = [.. Pipeline.Except(["vae/diffusion_pytorch_model.fp16.safetensors"])];

        Assert.Contains("vae/diffusion_pytorch_model.safetensors", FileChoice.Of(names, null, "fp16"));
    }

    [Fact]
    public void Of_VariantThatNoPartHas_SaysWhichThereAre()
    {
        string message = Assert.Throws<ModelException>(() => FileChoice.Of(Pipeline, null, "bf16")).Message;

        Assert.Contains("'bf16'", message, StringComparison.Ordinal);
        Assert.Contains("fp16, non_ema", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unet/diffusion_pytorch_model.safetensors.index.json", "unet/diffusion_pytorch_model-0000{0}-of-00002.safetensors", null)]
    [InlineData("unet/diffusion_pytorch_model.safetensors.index.fp16.json", "unet/diffusion_pytorch_model.fp16-0000{0}-of-00002.safetensors", "fp16")]
    [InlineData("unet/diffusion_pytorch_model.fp16.safetensors.index.json", "unet/diffusion_pytorch_model-0000{0}-of-00002.fp16.safetensors", "fp16")]
    public void Of_Shards_ComeWithTheirList(string list, string shard, string? variant)
    {
        string[] shards = [string.Format(shard, 1), string.Format(shard, 2)];

        IReadOnlyList<string> chosen = FileChoice.Of([.. Pipeline, list, .. shards, "unet/diffusion_pytorch_model.bf16-00001-of-00001.safetensors"], null, variant);

        Assert.Equal(shards.Append(list).Append("unet/config.json").Order(StringComparer.Ordinal), chosen.Where(n => n.StartsWith("unet/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_OnnxExport_TakesGraphsWithTheirData()
    {
        string[] names =
        [
            "model_index.json", "unet/config.json", "unet/model.onnx", "unet/model.onnx_data", "vae_encoder/model.onnx", "vae_encoder/config.json", "vae_decoder/model.onnx",
            "vae_decoder/config.json", "text_encoder/model.onnx", "text_encoder/config.json", "tokenizer/vocab.json", "tokenizer/merges.txt", "scheduler/scheduler_config.json", "vae_decoder/other.onnx",
        ];

        Assert.Equal(names.Except(["vae_decoder/other.onnx"]).Order(StringComparer.Ordinal), FileChoice.Of(names, null, null));
    }

    [Fact]
    public void Of_OneFile_ComesWithCardAndWhatBelongsToIt()
    {
        Assert.Equal(["LICENSE.md", "README.md", "v1-5.safetensors"], FileChoice.Of(Pipeline, "v1-5.safetensors", null));
        Assert.Equal(["LICENSE.md", "README.md", "vae/config.json", "vae/diffusion_pytorch_model.safetensors"], FileChoice.Of(Pipeline, "vae/diffusion_pytorch_model.safetensors", null));
        Assert.Equal(["lama.onnx", "lama.onnx.data"], FileChoice.Of(["lama.onnx", "lama.onnx.data", "other.onnx"], "lama.onnx", null));
        Assert.Equal(["only.onnx"], FileChoice.Of(["only.onnx", "notes.pdf"], null, null));
    }

    [Theory]
    [InlineData("v1-5.ckpt", "pickle")]
    [InlineData("sample.png", "no file")]
    [InlineData("gone.safetensors", "no file")]
    public void Of_FileThatCannotBeUsed_IsRefused(string file, string why) =>
        Assert.Contains(why, Assert.Throws<ModelException>(() => FileChoice.Of(Pipeline, file, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("model.ckpt", "pickle")]
    [InlineData("notes.txt", "no weights")]
    [InlineData("a.onnx b.onnx", "name one of them")]
    [InlineData("model_index.json unet/config.json unet/diffusion_pytorch_model.bin", "pickle")]
    public void Of_ModelThatCannotBeUsed_SaysWhy(string names, string why) =>
        Assert.Contains(why, Assert.Throws<ModelException>(() => FileChoice.Of(names.Split(' '), null, null)).Message, StringComparison.Ordinal);
}
