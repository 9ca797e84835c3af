using System.Text.Json;

namespace Infill.Onnx.Store.Catalog;

/// <summary>The models that are known to be of use, from a file in this assembly. It is no limit: any id can be pulled.</summary>
public static class ModelCatalog
{
    private static readonly Lazy<CatalogEntry[]> All = new(Read);

    /// <summary>Every entry, in the order of the file: text-led models, erasers, parts, mask models.</summary>
    public static IReadOnlyList<CatalogEntry> Entries => All.Value;

    /// <summary>The entry with that short name or id, or null.</summary>
    public static CatalogEntry? Find(string text) => Entries.FirstOrDefault(entry => entry.Name == text || entry.Id == text);

    private static CatalogEntry[] Read()
    {
        using Stream file = typeof(ModelCatalog).Assembly.GetManifestResourceStream("catalog.json")!;
        return JsonSerializer.Deserialize(file, CatalogJson.Default.CatalogEntryArray)!;
    }
}
