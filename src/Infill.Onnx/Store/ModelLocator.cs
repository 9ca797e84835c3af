using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>From what a user calls a model to the path of its files. Never asks the network.</summary>
public static class ModelLocator
{
    private const string List = "infill models list";

    /// <summary>The folder or file that is meant: a path that exists, or a model of the store.</summary>
    /// <param name="text">A path, an id (<see cref="ModelId"/>), or a name of the catalogue.</param>
    /// <param name="variable">Gives an environment variable's value, or null: the store is found by them.</param>
    /// <returns>A path for <see cref="Models.ModelFolder.Open"/>. One file of weights without configurations beside it stands for its folder.</returns>
    /// <exception cref="ModelException">Nothing is there; the message says which command fetches it, where one can.</exception>
    public static string Find(string text, Func<string, string?> variable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (Path.Exists(text))
        {
            return text;
        }

        string id = Catalog.ModelCatalog.Find(text)?.Id ?? text;
        if (!ModelId.TryParse(id, out ModelId parsed))
        {
            throw new ModelException($"{Shown.Quote(text)} does not exist and is no id of a model ({ModelId.Forms}); check the path, or see: {List}") { Fault = ModelFault.Missing };
        }

        var store = new ModelStore(StoreLocation.Find(variable));
        StoredModel model = store.Find(parsed)
            ?? throw new ModelException($"{Shown.Quote(text)} is neither a path nor a model in {store.Cache}; fetch it with: infill models pull {text}") { Fault = ModelFault.Missing };
        return parsed.File is null ? Single(model) ?? model.Path
            : model.Files.Any(file => file.Name == parsed.File && file.IsThere) ? Path.Combine(model.Path, parsed.File)
            : throw new ModelException($"{model.Id} in {store.Cache} has no file {Shown.Quote(parsed.File)}; fetch it with: infill models pull {text}") { Fault = ModelFault.Missing };
    }

    private static string? Single(StoredModel model)
    {
        string[] whole = [.. model.Files.Select(file => file.Name).Where(name => Path.GetExtension(name).ToUpperInvariant() is ".SAFETENSORS" or ".ONNX")];
        return whole.Length == 1 && !model.Files.Any(file => Path.GetFileName(file.Name) is "config.json" or "model_index.json") ? Path.Combine(model.Path, whole[0]) : null;
    }
}
