using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>Tokenizers of the recording.</summary>
internal static class TestTokenizers
{
    private static readonly Lazy<ClipTokenizer> FullOne = new(() => Of("tokenizer/full"));

    /// <summary>The recording's full vocabulary, from its files.</summary>
    public static ClipTokenizer Full => FullOne.Value;

    /// <summary>The tokenizer of a folder of the recording.</summary>
    public static ClipTokenizer Of(string folder) => ClipTokenizer.Read(FilesOf(folder));

    /// <summary>The files of a folder of the recording.</summary>
    public static TokenizerFiles FilesOf(string folder) => TokenizerReader.Read(ModelRoot.Of(GoldenData.PathOf(folder)), "");
}
