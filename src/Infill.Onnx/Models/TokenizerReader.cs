using System.Text.Json;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads what a tokenizer's folder holds: <c>vocab.json</c> and <c>merges.txt</c>, or <c>tokenizer.json</c> alone.</summary>
internal static class TokenizerReader
{
    private const string EndOfText = "<|endoftext|>";

    /// <summary>Reads a folder of the model.</summary>
    /// <exception cref="ModelException">The files are missing or no JSON.</exception>
    public static TokenizerFiles Read(ModelRoot root, string folder)
    {
        string vocabulary = Path.Combine(folder, "vocab.json");
        string merges = Path.Combine(folder, "merges.txt");
        string combined = Path.Combine(folder, "tokenizer.json");
        bool hasPair = root.Has(vocabulary) && root.Has(merges);
        return hasPair || root.Has(combined)
            ? new TokenizerFiles
            {
                Vocabulary = hasPair ? JsonFile.ReadBytes(root, vocabulary, JsonFile.TableBytes) : default,
                Merges = hasPair ? JsonFile.ReadBytes(root, merges, JsonFile.TableBytes) : default,
                Combined = hasPair ? default : JsonFile.ReadBytes(root, combined, JsonFile.TableBytes),
                PadToken = PadToken(root, folder),
                Path = root.PathOf(folder),
            }
            : throw new ModelException($"{root.PathOf(folder)} holds neither vocab.json and merges.txt nor tokenizer.json; the model is incomplete.") { Fault = ModelFault.Missing };
    }

    // The map of special tokens goes over the tokenizer's own configuration, as in transformers.
    private static string PadToken(ModelRoot root, string folder) =>
        Token(root, Path.Combine(folder, "special_tokens_map.json")) ?? Token(root, Path.Combine(folder, "tokenizer_config.json")) ?? EndOfText;

    private static string? Token(ModelRoot root, string file)
    {
        if (!root.Has(file) || !JsonFile.Read(root, file).TryGetProperty("pad_token", out JsonElement token))
        {
            return null;
        }

        // Either the token, or an object with its text and how it swallows spaces.
        JsonElement text = token.ValueKind == JsonValueKind.Object && token.TryGetProperty("content", out JsonElement content) ? content : token;
        return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }
}
