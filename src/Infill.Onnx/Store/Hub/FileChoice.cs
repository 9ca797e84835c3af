using System.Text.RegularExpressions;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Hub;

/// <summary>Chooses which files of a model are needed: a pure function of their names. Pickles never are.</summary>
internal static partial class FileChoice
{
    private const string Index = "model_index.json";
    private const string Graph = "model.onnx";

    /// <summary>The variant that takes ready ONNX graphs where a model has both.</summary>
    private const string OnnxVariant = "onnx";

    private static readonly string[] Networks = ["unet", "vae", "text_encoder", "text_encoder_2"];
    private static readonly string[] GraphNetworks = ["unet", "vae_encoder", "vae_decoder", "text_encoder", "text_encoder_2"];
    private static readonly string[] Others = ["tokenizer", "tokenizer_2", "scheduler"];
    private static readonly string[] Configs =
        ["config.json", "scheduler_config.json", "vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"];

    /// <summary>The needed files.</summary>
    /// <param name="names">All names of the model.</param>
    /// <param name="file">The one file that was asked for, or null for the whole model.</param>
    /// <param name="variant">"fp16", "bf16", "onnx" or another; null for the full-precision weights where they are there.</param>
    /// <returns>Names, sorted.</returns>
    /// <exception cref="ModelException">There is nothing that can be used, or more than one thing that could be meant.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> names, string? file, string? variant)
    {
        IEnumerable<string> chosen = file is not null ? One(names, file)
            : names.Contains(Index) ? Pipeline(names, variant)
            : names.Contains("config.json") && WeightsIn(names, "", variant).Any() ? WeightsIn(names, "", variant).Append("config.json")
            : One(names, Only(names));
        return [.. chosen.Concat(names.Where(IsAboutTheModel)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>True for the files that say what a model may be used for.</summary>
    public static bool IsAboutTheModel(string name) =>
        name is "README.md" || (name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) && !name.Contains('/') && Path.GetExtension(name).ToUpperInvariant() is "" or ".MD" or ".TXT");

    private static List<string> Pipeline(IReadOnlyCollection<string> names, string? variant)
    {
        bool hasWeights = names.Any(n => n.StartsWith("unet/", StringComparison.Ordinal) && WeightFiles.VariantOf(Path.GetFileName(n)) is not null);
        bool isGraph = names.Contains($"unet/{Graph}") && (variant == OnnxVariant || !hasWeights);
        string[] networks = isGraph ? GraphNetworks : Networks;
        var chosen = new List<string> { Index };
        chosen.AddRange(names.Where(n => Parts(n) is [string folder, string name] && networks.Concat(Others).Contains(folder) && Configs.Contains(name)));
        foreach (string network in networks.Where(network => names.Any(n => n.StartsWith(network + "/", StringComparison.Ordinal))))
        {
            string[] weights = [.. isGraph ? GraphIn(names, $"{network}/{Graph}") : WeightsIn(names, network, variant)];
            chosen.AddRange(weights.Length > 0 ? weights : throw Nothing(names, network));
        }

        if (variant is not null and not OnnxVariant && !chosen.Any(n => VariantOf(Path.GetFileName(n)) == variant))
        {
            string[] there = [.. names.Select(n => VariantOf(Path.GetFileName(n))).Where(v => v is { Length: > 0 }).Distinct().Order(StringComparer.Ordinal)!];
            throw new ModelException($"The model has no weights of the variant {Shown.Quote(variant)}; it has: {(there.Length > 0 ? string.Join(", ", there) : "none but the full ones, which come without --variant")}.") { Fault = ModelFault.Unfit };
        }

        return chosen;
    }

    /// <summary>The weights of a folder in one variant: a whole file, or shards with their list.</summary>
    private static IEnumerable<string> WeightsIn(IReadOnlyCollection<string> names, string folder, string? variant)
    {
        string prefix = folder.Length > 0 ? folder + "/" : "";
        string[] inside = [.. names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && !n[prefix.Length..].Contains('/')).Select(n => n[prefix.Length..])];
        string[] wanted = [variant ?? "", "", "fp16", "bf16"];

        // A list before a whole file of the same name, as they are read.
        string? first = wanted
            .SelectMany(w => inside.Where(n => WeightFiles.VariantOf(n) == w).OrderByDescending(n => n.EndsWith(".json", StringComparison.Ordinal)).ThenBy(n => n, StringComparer.Ordinal))
            .FirstOrDefault();
        return first is null ? []
            : first.EndsWith(".json", StringComparison.Ordinal) ? inside.Where(n => ShardVariantOf(n) == WeightFiles.VariantOf(first)).Append(first).Select(n => prefix + n)
            : [prefix + first];
    }

    private static IEnumerable<string> One(IReadOnlyCollection<string> names, string file)
    {
        string extension = Path.GetExtension(file).ToUpperInvariant();
        if (Pickle.IsNamed(file))
        {
            throw Pickle.Refusal(file);
        }

        if (!names.Contains(file) || extension is not (".SAFETENSORS" or ".ONNX"))
        {
            throw new ModelException($"The model has no file {Shown.Quote(file)} that can be used; it has: {Listed(names)}.") { Fault = ModelFault.Missing };
        }

        string config = string.Join('/', [.. file.Split('/')[..^1], "config.json"]);
        return (extension == ".ONNX" ? GraphIn(names, file) : [file]).Concat(file.Contains('/') && names.Contains(config) ? [config] : []);
    }

    /// <summary>A graph and what the usual exporters put beside it.</summary>
    private static IEnumerable<string> GraphIn(IReadOnlyCollection<string> names, string graph)
    {
        string folder = graph[..(graph.LastIndexOf('/') + 1)];
        string[] candidates = [graph, $"{graph}_data", $"{graph}.data", $"{graph[..^".onnx".Length]}.data", $"{folder}weights.pb"];
        return candidates.Where(names.Contains);
    }

    private static string Only(IReadOnlyCollection<string> names)
    {
        string[] whole = [.. names.Where(n => IsWhole(n) && !n.Contains('/'))];
        return whole.Length == 1 ? whole[0] : throw (whole.Length == 0 ? Nothing(names, "the model")
            : new ModelException($"The model is {whole.Length} files; name one of them as ID:FILE: {Listed(names)}.") { Fault = ModelFault.Unfit });
    }

    private static ModelException Nothing(IReadOnlyCollection<string> names, string what) => names.FirstOrDefault(Pickle.IsNamed) is string pickle && !names.Any(IsWhole)
        ? Pickle.Refusal(pickle)
        : new ModelException($"There are no weights of {what} that can be used: expected a diffusers folder, an ONNX export, or .safetensors and .onnx files; there are: {Listed(names)}.") { Fault = ModelFault.Missing };

    private static string Listed(IEnumerable<string> names)
    {
        string[] whole = [.. names.Where(IsWhole).Order(StringComparer.Ordinal)];
        return whole.Length == 0 ? "no such file" : string.Join(", ", whole.Take(20).Select(Shown.Quote)) + (whole.Length > 20 ? " …" : "");
    }

    private static bool IsWhole(string name) => Path.GetExtension(name).ToUpperInvariant() is ".SAFETENSORS" or ".ONNX";

    private static string[] Parts(string name) => name.Split('/');

    private static string? VariantOf(string name) => WeightFiles.VariantOf(name) ?? ShardVariantOf(name);

    private static string? ShardVariantOf(string name) => ShardName().Match(name) is { Success: true } match ? match.Groups["variant"].Value + match.Groups["late"].Value : null;

    // Both orders occur, as with the lists: model.fp16-00001-of-00002.safetensors and model-00001-of-00002.fp16.safetensors.
    [GeneratedRegex(@"^(?:diffusion_pytorch_model|model)(?:\.(?<variant>[A-Za-z0-9_]+))?-[0-9]{5}-of-[0-9]{5}(?:\.(?<late>[A-Za-z0-9_]+))?\.safetensors$")]
    private static partial Regex ShardName();
}
