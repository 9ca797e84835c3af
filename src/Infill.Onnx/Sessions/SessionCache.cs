using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Sessions;

/// <summary>Builds sessions from networks that were optimised before, and keeps those that are optimised now.</summary>
/// <remarks>Never in the way: what cannot be read is made again, what cannot be written is left out.</remarks>
internal sealed class SessionCache(SessionCacheOptions options)
{
    private const string DraftPrefix = ".draft-";

    /// <summary>A disk is never filled to the brim for the sake of a cache.</summary>
    private const long SpareBytes = 2_000_000_000;

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    /// <summary>Builds a session.</summary>
    /// <param name="name">What messages call the network.</param>
    /// <param name="graph">The network as it was written, pointing into the files.</param>
    /// <param name="session">How it runs.</param>
    /// <param name="files">The files with the network's weights.</param>
    /// <param name="floatBytes">Bytes of its weights as 32-bit floats.</param>
    /// <exception cref="EngineException">The runtime refuses the network.</exception>
    public OnnxModel Load(string name, byte[] graph, OnnxOptions session, IReadOnlyList<WeightFile> files, long floatBytes)
    {
        if (floatBytes < options.LeastBytes || floatBytes > options.MostBytes)
        {
            return OnnxModel.Load(name, graph, session);
        }

        SessionKey key = SessionKey.Of(graph, files);
        return LoadKept(name, key, session) ?? LoadAndKeep(name, graph, session, key, floatBytes);
    }

    private OnnxModel? LoadKept(string name, SessionKey key, OnnxOptions session)
    {
        string place = Path.Combine(options.Folder, key.Name);
        if (!PrivateFile.IsOurs(options.Folder) || new SessionEntry(place, key).Read() is not byte[] optimised)
        {
            return null;
        }

        try
        {
            return OnnxModel.Load(name, optimised, session with { WeightsFolder = RealPath.Of(place), IsOptimized = true });
        }
        catch (EngineException)
        {
            // The disk itself may have spoilt it: made again below.
            return null;
        }
    }

    private OnnxModel LoadAndKeep(string name, byte[] graph, OnnxOptions session, SessionKey key, long floatBytes)
    {
        if (MakeDraft(floatBytes) is not string draft)
        {
            return OnnxModel.Load(name, graph, session);
        }

        try
        {
            OnnxModel model = OnnxModel.Load(name, graph, session with { OptimizedPath = Path.Combine(draft, SessionEntry.GraphName) });
            Keep(draft, key);
            return model;
        }
        catch (EngineException)
        {
            // A disk that filled up meanwhile looks like this; a network that is at fault fails again.
            return OnnxModel.Load(name, graph, session);
        }
        finally
        {
            Discard(draft);
        }
    }

    private string? MakeDraft(long bytes)
    {
        try
        {
            PrivateFile.MakeFolder(options.Folder);
            if (!PrivateFile.IsOurs(options.Folder) || new DriveInfo(options.Folder).AvailableFreeSpace < bytes + SpareBytes)
            {
                return null;
            }

            string draft = Path.Combine(options.Folder, $"{DraftPrefix}{Guid.NewGuid():N}");
            PrivateFile.MakeFolder(draft);
            return draft;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private void Keep(string draft, SessionKey key)
    {
        try
        {
            string place = Path.Combine(options.Folder, key.Name);
            new SessionEntry(draft, key).Seal(place);
            MakeRoom(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageFileException or ModelException)
        {
            // Without an entry the next start is as slow as this one.
        }
    }

    private void MakeRoom(string newest)
    {
        DateTime now = Used(newest);
        DirectoryInfo[] folders = new DirectoryInfo(options.Folder).GetDirectories();
        foreach (DirectoryInfo draft in folders.Where(f => f.Name.StartsWith(DraftPrefix, StringComparison.Ordinal) && now - f.LastWriteTimeUtc > Abandoned))
        {
            Discard(draft.FullName);
        }

        long total = Size(newest);
        foreach (DirectoryInfo entry in folders
            .Where(f => !f.Name.StartsWith(DraftPrefix, StringComparison.Ordinal) && f.FullName != newest)
            .OrderByDescending(f => Used(f.FullName)))
        {
            total += Size(entry.FullName);
            if (total > options.MostBytes)
            {
                Discard(entry.FullName);
            }
        }
    }

    private static DateTime Used(string folder) => File.GetLastAccessTimeUtc(Path.Combine(folder, SessionEntry.StampName));

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, on Windows; the next entry tries again.
        }
    }
}
