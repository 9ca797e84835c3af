namespace Infill.Server.Security;

/// <summary>Who a request comes from, by its key. Without any keys everyone is the machine's own user.</summary>
/// <param name="file">The keys on the disk; read anew when they change.</param>
/// <param name="time">Clock of their ends.</param>
internal sealed class KeyRing(KeyFile file, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTime _stamp = DateTime.MinValue;
    private Dictionary<string, KeyEntry> _byHash = [];

    /// <summary>True if everyone is let in while there are no keys at all, default true; false where others than this machine's user can come.</summary>
    public bool OpensWithoutKeys { get; init; } = true;

    /// <summary>True if there are keys, expired ones, too, and so nobody comes in without one.</summary>
    public bool IsLocked => Current().Count > 0;

    /// <summary>The caller of a key; with no keys at all <see cref="Caller.Local"/> where that opens; else null.</summary>
    /// <param name="key">The key that came with the request, or null.</param>
    /// <remarks>Looked up by its hash, so comparing takes no time that tells anything of the key.</remarks>
    public Caller? Find(string? key)
    {
        Dictionary<string, KeyEntry> keys = Current();
        return keys.Count == 0 && OpensWithoutKeys ? Caller.Local
            : key is not null && keys.TryGetValue(KeyFile.Hash(key), out KeyEntry? entry) && !(entry.Expires <= time.GetUtcNow()) ? new Caller(entry.Name, ScopeOf(entry))
            : null;
    }

    /// <summary>What a key may do.</summary>
    public static KeyScope ScopeOf(KeyEntry entry) => entry.Scope ?? (entry.ReadOnly ? KeyScope.Read : KeyScope.All);

    private Dictionary<string, KeyEntry> Current()
    {
        lock (_lock)
        {
            DateTime stamp = File.GetLastWriteTimeUtc(file.Path);
            if (stamp != _stamp)
            {
                _byHash = Read();
                _stamp = stamp;
            }

            return _byHash;
        }
    }

    // A list that is gone or cannot be read opens no door that was locked: what was known last holds.
    private Dictionary<string, KeyEntry> Read()
    {
        try
        {
            return _byHash.Count > 0 && !File.Exists(file.Path) ? _byHash : file.Read().ToDictionary(key => key.Sha256, StringComparer.Ordinal);
        }
        catch (Exception reason) when (_byHash.Count > 0 && reason is (ServerException or IOException or UnauthorizedAccessException))
        {
            return _byHash;
        }
    }
}
