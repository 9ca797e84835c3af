using System.Text.Json;
using System.Text.RegularExpressions;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Finds and opens the weights of one network in a diffusers folder: one file, or shards with their list; plain or of a variant.</summary>
internal static partial class WeightFiles
{
    private const int MostShards = 1000;
    private const string Index = ".index.";

    /// <summary>Opens the weights of a part.</summary>
    /// <param name="root">The model.</param>
    /// <param name="part">Folder of the part, such as "unet"; "" for the model's own.</param>
    /// <param name="variant">Which files.</param>
    /// <returns>Open files, one or more; the caller closes them.</returns>
    /// <exception cref="ModelException">There are none, only pickles, or they are broken.</exception>
    public static IReadOnlyList<SafetensorsFile> Open(ModelRoot root, string part, WeightVariant variant)
    {
        IReadOnlyList<string> names = root.FilesIn(part);
        string chosen = Choose(names, variant) ?? throw Nothing(root, part, names, variant);
        return chosen.Contains(Index, StringComparison.Ordinal)
            ? OpenShards(root, part, chosen)
            : [SafetensorsFile.Open(WeightFile.Open(root, Path.Combine(part, chosen)))];
    }

    /// <summary>The variant in a file's name, "" for none; null if it is no list and no whole file of weights.</summary>
    /// <remarks>Both orders occur: <c>model.fp16.safetensors</c>, <c>model.safetensors.index.fp16.json</c>, <c>model.fp16.safetensors.index.json</c>.</remarks>
    public static string? VariantOf(string name)
    {
        Match match = WeightName().Match(name);
        return match.Success ? match.Groups["variant"].Value + match.Groups["late"].Value : null;
    }

    private static string? Choose(IReadOnlyList<string> names, WeightVariant variant)
    {
        string[] wanted = variant switch
        {
            WeightVariant.Full => [""],
            WeightVariant.Half => ["fp16"],
            WeightVariant.BrainHalf => ["bf16"],
            _ => ["", "fp16", "bf16", .. names.Select(VariantOf).OfType<string>().Order(StringComparer.Ordinal)],
        };

        // A list before a whole file of the same name: shards of an interrupted conversion have no list.
        return wanted.SelectMany(w => names.Where(n => VariantOf(n) == w).OrderByDescending(n => n.Contains(Index, StringComparison.Ordinal))).FirstOrDefault();
    }

    private static List<SafetensorsFile> OpenShards(ModelRoot root, string part, string list)
    {
        string path = Path.Combine(part, list);
        Dictionary<string, string> map = ReadMap(root, path);
        var open = new List<SafetensorsFile>();
        try
        {
            foreach (string shard in map.Values.Distinct().Order(StringComparer.Ordinal))
            {
                open.Add(SafetensorsFile.Open(WeightFile.Open(root, Path.Combine(part, shard))));
            }

            RequireWhole(root.PathOf(path), map, open);
            return open;
        }
        catch
        {
            open.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static Dictionary<string, string> ReadMap(ModelRoot root, string path)
    {
        JsonElement index = JsonFile.Read(root, path, JsonFile.TableBytes);
        string shown = root.PathOf(path);
        if (!index.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object || map.GetPropertyCount() > SafetensorsHeader.MostTensors)
        {
            throw new ModelException($"{shown} has no weight_map of at most {SafetensorsHeader.MostTensors:N0} names.");
        }

        var shards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            string? shard = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            shards[entry.Name] = shard is not null && IsBareName(shard) ? shard
                : throw new ModelException($"{shown} names {Shown.Quote(entry.Value.GetRawText())} as a file; expected a bare name that ends with .safetensors.");
        }

        int count = shards.Values.Distinct().Count();
        return count is >= 1 and <= MostShards ? shards : throw new ModelException($"{shown} names {count} files, expected 1 to {MostShards}.");
    }

    private static void RequireWhole(string list, Dictionary<string, string> map, List<SafetensorsFile> shards)
    {
        Dictionary<string, SafetensorsFile> byName = shards.ToDictionary(s => Path.GetFileName(s.File.Path), StringComparer.Ordinal);
        string[] missing = [.. map.Where(entry => byName[entry.Value].Find(entry.Key) is null).Select(entry => $"{Shown.Quote(entry.Key)} is not in {entry.Value}")];
        if (missing.Length > 0)
        {
            throw new ModelException($"{list} names tensors that are not there:", missing);
        }
    }

    private static bool IsBareName(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && name[0] != '.';

    private static ModelException Nothing(ModelRoot root, string part, IReadOnlyList<string> names, WeightVariant variant)
    {
        string folder = root.PathOf(part);
        if (names.FirstOrDefault(Pickle.IsNamed) is string pickle && !names.Any(n => VariantOf(n) is not null))
        {
            return Pickle.Refusal(Path.Combine(folder, pickle));
        }

        string[] there = [.. names.Select(VariantOf).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(v => v.Length > 0 ? v : "full")];
        return new ModelException(there.Length > 0
            ? $"{folder} holds no weights of the variant {variant}; there are: {string.Join(", ", there)}."
            : $"{folder} holds no .safetensors file; the model is incomplete.")
        { Fault = ModelFault.Missing };
    }

    // Shards themselves (model-00001-of-00002.safetensors) are reached through their list only.
    [GeneratedRegex(@"^(?:diffusion_pytorch_model|model)(?:\.(?<variant>[A-Za-z0-9_]+))?\.safetensors(?:\.index(?:\.(?<late>[A-Za-z0-9_]+))?\.json)?$")]
    private static partial Regex WeightName();
}
