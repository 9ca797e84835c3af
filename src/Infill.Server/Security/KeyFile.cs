using System.Text.Json;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Storage;

namespace Infill.Server.Security;

/// <summary>Makes, lists and removes keys; a running server sees it at its next request.</summary>
/// <param name="folder">The server's data folder.</param>
/// <param name="time">Clock of the entries.</param>
internal sealed partial class KeyFile(string folder, TimeProvider time)
{
    /// <summary>What every key starts with, so that scanners find leaked ones.</summary>
    public const string Start = "inf_";

    private const int PrefixLength = 8;

    /// <summary>Path of the file.</summary>
    public string Path { get; } = DataFolder.KeysPath(folder);

    /// <summary>All keys; none if there is no file.</summary>
    /// <exception cref="ServerException">The file is no list of keys.</exception>
    public IReadOnlyList<KeyEntry> Read()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize(File.ReadAllText(Path), ServerJson.Plain.KeyList)!.Keys : [];
        }
        catch (JsonException reason)
        {
            throw new ServerException($"'{Path}' is no list of keys; remove it and make new keys.", reason);
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="name">Whose it is.</param>
    /// <param name="readOnly">True if it may only read.</param>
    /// <returns>The key, which is nowhere else.</returns>
    /// <exception cref="ServerException">The name cannot be used.</exception>
    public string Add(string name, bool readOnly) => Add(name, readOnly ? KeyScope.Read : KeyScope.All, expires: null);

    /// <summary>Makes a key that may do only some things, or only for a time.</summary>
    /// <param name="name">Whose it is.</param>
    /// <param name="scope">What it may do.</param>
    /// <param name="expires">Until when; null = for ever.</param>
    /// <returns>The key, which is nowhere else.</returns>
    /// <exception cref="ServerException">The name cannot be used.</exception>
    public string Add(string name, KeyScope scope, DateTimeOffset? expires)
    {
        if (!Name().IsMatch(name))
        {
            throw new ServerException($"The key's name is '{name}'; it must be 1 to 64 letters, digits, dots, dashes or underscores.");
        }

        string key = Start + RandomId.Secret();
        Write([.. Read(), new KeyEntry
        {
            Name = name,
            Prefix = key[..(Start.Length + PrefixLength)],
            Sha256 = Hash(key),
            ReadOnly = scope == KeyScope.Read,
            Scope = scope,
            Created = time.GetUtcNow(),
            Expires = expires,
        }]);
        return key;
    }

    /// <summary>Makes a key that takes the place of all others of its name; those stay good for a while, until every client has the new one.</summary>
    /// <param name="name">Whose keys they are.</param>
    /// <param name="grace">How long the old ones stay good.</param>
    /// <returns>The key, with what the newest old one may do.</returns>
    /// <exception cref="ServerException">There is no key of that name.</exception>
    public string Rotate(string name, TimeSpan grace)
    {
        IReadOnlyList<KeyEntry> all = Read();
        KeyEntry newest = all.LastOrDefault(key => key.Name == name) ?? throw new ServerException($"There is no key of the name '{name}'; 'infill serve keys add {name}' makes one.");
        DateTimeOffset end = time.GetUtcNow() + grace;
        Write([.. all.Select(key => key.Name == name && !(key.Expires <= end) ? key with { Expires = end } : key)]);
        return Add(name, KeyRing.ScopeOf(newest), expires: null);
    }

    /// <summary>Removes keys by their prefix or name.</summary>
    /// <returns>How many are gone.</returns>
    public int Remove(string prefixOrName)
    {
        IReadOnlyList<KeyEntry> all = Read();
        KeyEntry[] left = [.. all.Where(key => key.Prefix != prefixOrName && key.Name != prefixOrName)];
        Write(left);
        return all.Count - left.Length;
    }

    /// <summary>What stands in the file for a key.</summary>
    public static string Hash(string key) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(key));

    private void Write(IReadOnlyList<KeyEntry> keys)
    {
        PrivateFolder.Make(folder);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new KeyList { Keys = keys }, ServerJson.Plain.KeyList);
        AtomicFile.Write(Path, overwrite: true, stream => stream.Write(json));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Name();
}
