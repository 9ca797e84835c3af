using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Reads vocabularies in every form that models carry, and the original one that single files lack.</summary>
internal static class ClipVocabularyReader
{
    private const int MostMerges = 1_000_000;

    private static readonly Lazy<ClipVocabulary> Original = new(ReadOriginal);

    /// <summary>OpenAI CLIP's 49,408 tokens, which all Stable Diffusion models of the known families use.</summary>
    public static ClipVocabulary BuiltIn => Original.Value;

    /// <summary>Reads a model's files.</summary>
    /// <exception cref="ModelException">They are no CLIP vocabulary.</exception>
    public static ClipVocabulary Read(TokenizerFiles files) =>
        !files.Combined.IsEmpty ? ReadCombined(files.Combined, files.Path)
        : files.Vocabulary.IsEmpty ? BuiltIn
        : new ClipVocabulary(ReadTable(JsonFile.Parse(files.Vocabulary, files.Path), files.Path), ReadMerges(files.Merges, files.Path), files.Path);

    private static ClipVocabulary ReadCombined(ReadOnlyMemory<byte> json, string path)
    {
        JsonElement root = JsonFile.Parse(json, path);
        if (!root.TryGetProperty("model", out JsonElement model) || model.ValueKind != JsonValueKind.Object || !IsClip(model)
            || !model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Object
            || !model.TryGetProperty("merges", out JsonElement merges) || merges.ValueKind != JsonValueKind.Array || merges.GetArrayLength() > MostMerges)
        {
            throw new ModelException($"{path}/tokenizer.json holds no byte-pair tokenizer of CLIP's kind.");
        }

        Dictionary<string, int> table = ReadTable(vocabulary, path);
        AddSpecial(root, table);
        return new ClipVocabulary(table, merges.EnumerateArray().Select(merge => Pair(merge, path)), path);
    }

    private static bool IsClip(JsonElement model) =>
        model.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.GetString() == "BPE"
        && model.TryGetProperty("end_of_word_suffix", out JsonElement suffix) && suffix.ValueKind == JsonValueKind.String && suffix.GetString() == BytePairs.EndOfWord;

    // Special tokens may stand beside the table only.
    private static void AddSpecial(JsonElement root, Dictionary<string, int> table)
    {
        if (!root.TryGetProperty("added_tokens", out JsonElement added) || added.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (JsonElement token in added.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Object))
        {
            if (token.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.String
                && token.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number)
                && content.GetString() is ClipVocabulary.Start or ClipVocabulary.End)
            {
                table.TryAdd(content.GetString()!, number);
            }
        }
    }

    // Older files write a merge as "a b", newer ones as ["a", "b"].
    private static (string Left, string Right) Pair(JsonElement merge, string path) => merge.ValueKind switch
    {
        JsonValueKind.String => Pair(merge.GetString()!, path),
        JsonValueKind.Array when merge.GetArrayLength() == 2 && merge[0].ValueKind == JsonValueKind.String && merge[1].ValueKind == JsonValueKind.String =>
            (merge[0].GetString()!, merge[1].GetString()!),
        _ => throw NoMerge(merge.GetRawText(), path),
    };

    private static (string Left, string Right) Pair(string merge, string path) =>
        merge.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right) : throw NoMerge(merge, path);

    private static Dictionary<string, int> ReadTable(JsonElement vocabulary, string path)
    {
        var table = new Dictionary<string, int>(vocabulary.GetPropertyCount(), StringComparer.Ordinal);
        foreach (JsonProperty token in vocabulary.EnumerateObject())
        {
            table[token.Name] = token.Value.ValueKind == JsonValueKind.Number && token.Value.TryGetInt32(out int number) ? number
                : throw new ModelException($"{path} numbers the token {Shown.Quote(token.Name)} {Shown.Quote(token.Value.GetRawText())}; expected a whole number.");
        }

        return table;
    }

    private static IEnumerable<(string Left, string Right)> ReadMerges(ReadOnlyMemory<byte> merges, string path) =>
        Encoding.UTF8.GetString(merges.Span).Split('\n')
            .Select(line => line.TrimEnd('\r'))
            .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))
            .Take(MostMerges)
            .Select(line => Pair(line, path));

    // As the original builds it: the bytes, the bytes that end a word, the merges, the special tokens.
    private static ClipVocabulary ReadOriginal()
    {
        using Stream packed = typeof(ClipVocabularyReader).Assembly.GetManifestResourceStream("clip-merges.txt.gz")!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        (string Left, string Right)[] merges = [.. ReadMerges(Encoding.UTF8.GetBytes(text.ReadToEnd()), "The built-in vocabulary")];
        string[] letters = [.. BytePairs.AlphabetOrder().Select(BytePairs.Letter)];
        IEnumerable<string> tokens =
            letters.Concat(letters.Select(l => l + BytePairs.EndOfWord)).Concat(merges.Select(m => m.Left + m.Right)).Append(ClipVocabulary.Start).Append(ClipVocabulary.End);
        return new ClipVocabulary(tokens.Select((token, number) => (token, number)).ToDictionary(t => t.token, t => t.number, StringComparer.Ordinal), merges, "The built-in vocabulary");
    }

    private static ModelException NoMerge(string merge, string path) => new($"{path} merges {Shown.Quote(merge)}; expected two tokens.");
}
