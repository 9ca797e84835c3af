using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

public sealed class TextualInversionsTests
{
    private const string Table = "embeddings.token_embedding.weight";

    [Theory]
    [InlineData("emb_params", null, "toy")]
    [InlineData("<cat-toy>", null, "<cat-toy>")]
    [InlineData("<cat-toy>", "other", "other")]
    public void Apply_VectorsOfOneEncoder_JoinTableAndTokenizer(string key, string? word, string expected)
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        int channels = model.TextEncoder.Config.Channels;
        float[] vectors = [.. Enumerable.Range(0, 2 * channels).Select(i => (float)i)];
        TextualInversion inversion = TextualInversion.Read(folder.Write("toy.safetensors", TestSafetensors.Of((key, [2, channels], vectors))), word);

        SdModel taught = TextualInversions.Apply(model, [inversion]);

        int vocabulary = model.TextEncoder.Config.VocabularySize;
        Assert.Equal(expected, inversion.Word);
        Assert.Equal(vocabulary + 2, taught.TextEncoder.Config.VocabularySize);
        Assert.Equal(vectors, TensorValues.ToFloats(taught.TextEncoder.Weights![Table])[(vocabulary * channels)..]);
        Assert.Equal(TensorValues.ToFloats(model.TextEncoder.Weights![Table]), TensorValues.ToFloats(taught.TextEncoder.Weights[Table])[..(vocabulary * channels)]);
        Assert.Equal([vocabulary, vocabulary + 1], ClipTokenizer.Read(taught.Tokenizer).Encode(expected.ToUpperInvariant()));
        Assert.Empty(NetworkCheck.Of(taught.TextEncoder));
        Assert.Equal(model.TextEncoder.Config.EndToken, taught.TextEncoder.Config.EndToken);
    }

    [Fact]
    public void Apply_WordsOfXl_TeachEachEncoderItsOwnVectors()
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sdxl"));
        (int first, int second) = (model.TextEncoder.Config.Channels, model.TextEncoder2!.Config.Channels);
        string path = folder.Write("style.safetensors", TestSafetensors.Of(("clip_g", [3, second], new float[3 * second]), ("clip_l", [3, first], new float[3 * first])));

        SdModel taught = TextualInversions.Apply(model, [TextualInversion.Read(path), TextualInversion.Read(path, "again")]);

        Assert.Equal(model.TextEncoder.Config.VocabularySize + 6, taught.TextEncoder.Config.VocabularySize);
        Assert.Equal(model.TextEncoder2.Config.VocabularySize + 6, taught.TextEncoder2!.Config.VocabularySize);
        Assert.Equal(3, ClipTokenizer.Read(taught.Tokenizer2!).Encode("again").Count);
        Assert.Equal(taught.TextEncoder.Config.VocabularySize, ClipTokenizer.Read(taught.Tokenizer).Count);
    }

    [Fact]
    public void Apply_VectorsOfOneDimension_AreOneToken()
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        string path = folder.Write("x.safetensors", TestSafetensors.Of(("<x>", [model.TextEncoder.Config.Channels], new float[model.TextEncoder.Config.Channels])));

        Assert.Equal(model.TextEncoder.Config.VocabularySize + 1, TextualInversions.Apply(model, [TextualInversion.Read(path)]).TextEncoder.Config.VocabularySize);
        Assert.Same(model, TextualInversions.Apply(model, []));
    }

    [Fact]
    public void Apply_VectorsOfAnotherWidth_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        TextualInversion inversion = TextualInversion.Read(folder.Write("wide.safetensors", TestSafetensors.Of(("emb_params", [1, 7], new float[7]))));

        ModelException refusal = Assert.Throws<ModelException>(() => TextualInversions.Apply(model, [inversion]));

        Assert.Equal(ModelFault.Unfit, refusal.Fault);
        Assert.Contains("'wide' has vectors of 7 channels", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"takes {model.TextEncoder.Config.Channels} channels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralUnknownTensorsOrNone_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string several = folder.Write("a.safetensors", TestSafetensors.Of(("x", [1], [1f]), ("y", [1], [1f])));
        string none = folder.Write("b.safetensors", TestSafetensors.File("{}"));
        string deep = folder.Write("c.safetensors", TestSafetensors.Of(("emb_params", [1, 1, 1], [1f])));

        Assert.All(new[] { several, none, deep }, path => Assert.Contains("no learned word", Assert.Throws<ModelException>(() => TextualInversion.Read(path)).Message, StringComparison.Ordinal));
        Assert.Contains("is a pickle", Assert.Throws<ModelException>(() => TextualInversion.Read(folder.Write("x.pt", [1]))).Message, StringComparison.Ordinal);
    }
}
