using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Teaches a model's text encoders words: the vectors join the table of tokens, the words the tokenizer.</summary>
public static class TextualInversions
{
    private const string Table = "embeddings.token_embedding.weight";

    /// <summary>A model that knows the words. Its tables of tokens are in memory.</summary>
    /// <param name="model">Not changed. Both models use the same open files: dispose either, when neither is needed.</param>
    /// <param name="words">Each with vectors for at least one of the model's text encoders.</param>
    /// <exception cref="ModelException">A word's vectors fit no text encoder, or the model is an ONNX export.</exception>
    public static SdModel Apply(SdModel model, IReadOnlyList<TextualInversion> words)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0)
        {
            return model;
        }

        int?[] widths = [model.TextEncoder.Config.Channels, model.TextEncoder2?.Config.Channels];
        string[] misfits = [.. words.Where(w => !w.Vectors.Any(v => widths.Contains((int)v.Shape[1]))).Select(w => $"{Shown.Quote(w.Word)} has vectors of {string.Join(" and ", w.Vectors.Select(v => v.Shape[1]))} channels")];
        if (misfits.Length > 0 || model.TextEncoder.Weights is null)
        {
            throw new ModelException($"{model.Path} cannot learn the words: it takes {string.Join(" and ", widths.OfType<int>())} channels, as a diffusers folder or single file.", misfits) { Fault = ModelFault.Unfit };
        }

        (ModelPart<TextEncoderConfig> first, TokenizerFiles tokenizer) = Teach(model.TextEncoder, model.Tokenizer, words);
        if (model.TextEncoder2 is null)
        {
            return model with { TextEncoder = first, Tokenizer = tokenizer };
        }

        (ModelPart<TextEncoderConfig> second, TokenizerFiles tokenizer2) = Teach(model.TextEncoder2, model.Tokenizer2!, words);
        return model with { TextEncoder = first, Tokenizer = tokenizer, TextEncoder2 = second, Tokenizer2 = tokenizer2 };
    }

    private static (ModelPart<TextEncoderConfig> Part, TokenizerFiles Tokenizer) Teach(ModelPart<TextEncoderConfig> part, TokenizerFiles tokenizer, IReadOnlyList<TextualInversion> words)
    {
        int channels = part.Config.Channels;
        (string Word, WeightTensor Vectors)[] known =
            [.. from word in words from vectors in word.Vectors.Where(v => v.Shape[1] == channels).Take(1) select (word.Word, vectors)];
        if (known.Length == 0)
        {
            return (part, tokenizer);
        }

        float[] table = [.. TensorValues.ToFloats(part.Weights![Table]), .. known.SelectMany(k => TensorValues.ToFloats(k.Vectors))];
        int rows = table.Length / channels;
        return (
            part with
            {
                Config = part.Config with { VocabularySize = rows },
                Weights = part.Weights.With([WeightTensor.InMemory(Table, [rows, channels], table)]),
            },
            tokenizer with { AddedWords = [.. tokenizer.AddedWords, .. known.Select(k => (k.Word, (int)k.Vectors.Shape[0]))] });
    }
}
