using System.Net;
using System.Net.Http.Headers;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Hub;

/// <summary>Brings the needed files of a model from a hub into the cache. What is there is not loaded again; what was begun goes on.</summary>
/// <param name="client">The hub.</param>
/// <param name="place">The model's folders.</param>
/// <param name="meter">Is told how far it is.</param>
internal sealed class HubPuller(HubClient client, ModelPlace place, PullMeter meter)
{
    /// <summary>Files that are loaded at the same time; more would only share the same line.</summary>
    private const int Parallel = 3;

    private const int BufferBytes = 1 << 17;

    /// <summary>Loads a revision.</summary>
    /// <param name="id">What is asked for.</param>
    /// <param name="options">Which weights, and how they are named.</param>
    /// <param name="cancellationToken">Ends it; what has come stays for another run.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="ModelException">The hub, the network or the disk does not let it be done.</exception>
    public async Task<string> PullAsync(ModelId id, PullOptions options, CancellationToken cancellationToken)
    {
        HubListing listing = await client.ListAsync(id, cancellationToken).ConfigureAwait(false);
        Dictionary<string, HubFile> byName = listing.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        BlobFile[] files = [.. FileChoice.Of(byName.Keys, id.File, options.Variant).Select(name => Checkable(byName[name]))];
        BlobFile[] blobs = [.. files.DistinctBy(file => file.Hash)];
        RequireRoom(blobs);
        meter.Begin(blobs);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            blobs,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (file, token) => await LoadAsync(id, listing.Commit, file, token).ConfigureAwait(false)).ConfigureAwait(false);
        string revision = id.Revision ?? ModelId.DefaultRevision;
        new SnapshotWriter(place, options.UsesLinks).Write(listing.Commit, files, revision == listing.Commit ? [] : [revision]);
        return listing.Commit;
    }

    private static BlobFile Checkable(HubFile file) => file is { Hash: string hash, Size: long size } ? new BlobFile(file.Name, hash, size)
        : throw new ModelException($"The hub's list gives no {(file.Hash is null ? "hash" : "size")} for {Shown.Quote(file.Name)}, so it cannot be checked and is not loaded; HF_ENDPOINT may name a mirror that leaves it out.");

    private void RequireRoom(IEnumerable<BlobFile> blobs)
    {
        long needed = 0;
        foreach (BlobFile blob in blobs.Where(blob => !File.Exists(place.BlobOf(blob.Hash))))
        {
            var begun = new FileInfo(place.BlobOf(blob.Hash) + BlobWriter.Unfinished);
            needed += blob.Size - (begun.Exists ? Math.Min(begun.Length, blob.Size) : 0);
        }

        long free = StoreFault.Guard(place.Cache, () => new DriveInfo(Directory.CreateDirectory(place.Cache).FullName).AvailableFreeSpace);
        if (needed > free)
        {
            throw new ModelException($"The model needs {needed:N0} bytes more in {place.Cache}, where {free:N0} are free; free some, or set HF_HOME to a larger disk.") { Fault = ModelFault.Limit };
        }
    }

    private async Task LoadAsync(ModelId id, string commit, BlobFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(place.BlobOf(file.Hash)))
        {
            using BlobLock taken = await BlobLock.TakeAsync(place, file.Hash, cancellationToken).ConfigureAwait(false);

            // Whoever had the lock may have loaded it.
            if (!File.Exists(place.BlobOf(file.Hash)))
            {
                using BlobWriter writer = BlobWriter.Open(place, file, cancellationToken);
                await FillAsync(HubAddress.Content(client.Options.Endpoint, id.Name, commit, file.Name), id, file, writer, cancellationToken).ConfigureAwait(false);
                writer.Finish();
            }
        }

        meter.Finish(file);
    }

    private async Task FillAsync(Uri address, ModelId id, BlobFile file, BlobWriter writer, CancellationToken cancellationToken)
    {
        var retry = new HubRetry(client.Options);
        while (writer.Length < file.Size)
        {
            try
            {
                using HttpResponseMessage answer = await client.SendAsync(address, writer.Length, cancellationToken).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                {
                    // The file there is shorter than what we hold of it, so what we hold is of another one.
                    writer.Restart();
                    throw new HubBusyException($"{answer.RequestMessage?.RequestUri?.Host} has less of {file.Name} than was announced (416)", null);
                }

                await HubRefusal.ThrowIfFailedAsync(answer, client.Options, id, cancellationToken).ConfigureAwait(false);
                RequireWanted(answer, file, writer);
                await CopyAsync(answer, file, writer, cancellationToken).ConfigureAwait(false);
                if (writer.Length < file.Size)
                {
                    throw new HttpRequestException($"the answer ended after {writer.Length:N0} of {file.Size:N0} bytes");
                }
            }
            catch (Exception e) when (HubRetry.MayRepeat(e, cancellationToken))
            {
                retry.Reach(writer.Length);
                await retry.WaitAsync(e, file.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Holds what the answer says of itself against what was asked for; starts again if it is the whole file.</summary>
    private static void RequireWanted(HttpResponseMessage answer, BlobFile file, BlobWriter writer)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            writer.Restart();
        }

        ContentRangeHeaderValue? range = answer.Content.Headers.ContentRange;
        bool isWanted = answer.StatusCode == HttpStatusCode.OK || (range?.From == writer.Length && (range.Length ?? file.Size) == file.Size);
        long left = file.Size - writer.Length;
        if (!isWanted || (answer.Content.Headers.ContentLength ?? left) > left)
        {
            throw new ModelException($"{answer.RequestMessage?.RequestUri?.Host} offers {(range is null ? $"{answer.Content.Headers.ContentLength:N0} bytes" : Shown.Quote(range.ToString()))} of {file.Name}; expected bytes {writer.Length:N0} to {file.Size:N0}. The hub's list and its files do not agree.");
        }
    }

    private async Task CopyAsync(HttpResponseMessage answer, BlobFile file, BlobWriter writer, CancellationToken cancellationToken)
    {
        using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[BufferBytes];
        for (int count; (count = await client.ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            writer.Append(buffer.AsSpan(0, count));
            meter.Reach(file, writer.Length);
        }
    }
}
