using System.Runtime.InteropServices;
using Infill.Imaging;
using Infill.Onnx.Sessions;

namespace Infill.Onnx.MaskModels;

/// <summary>Embeddings of pictures on disk, so that a click in another process finds the encoder's work done: 4 MB per picture.</summary>
/// <remarks>Never in the way: what cannot be read is made again, what cannot be written is left out. Only files that belong to this user alone are read.</remarks>
/// <param name="folder">Made when it is first needed, for the user alone.</param>
/// <param name="mostBytes">Of all entries together; those that were not used for longest go first.</param>
internal sealed class EmbeddingCache(string folder, long mostBytes = EmbeddingCache.DefaultBytes)
{
    private const long DefaultBytes = 500_000_000;
    private const int HashBytes = 32;
    private const string Extension = ".embedding";

    /// <summary>The cache of this user, beside that of sessions (<see cref="SessionCacheOptions.Find"/>); null if it is switched off.</summary>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    public static EmbeddingCache? Find(Func<string, string?> variable) =>
        SessionCacheOptions.Find(variable) is SessionCacheOptions sessions ? new EmbeddingCache(Path.Combine(Path.GetDirectoryName(sessions.Folder)!, "embeddings")) : null;

    /// <summary>Name of the entry for a picture and a network.</summary>
    public static string KeyOf(string pictureHash, string networkHash) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes($"{pictureHash} {networkHash}"));

    /// <summary>The numbers of an entry; null if it is not there, not whole, or not ours.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="length">How many it must have.</param>
    public float[]? Read(string key, int length)
    {
        string path = PathOf(key);
        try
        {
            if (!PrivateFile.IsOurs(folder) || !PrivateFile.IsOurs(path) || new FileInfo(path).Length != HashBytes + (4L * length))
            {
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            ReadOnlySpan<byte> body = bytes.AsSpan(HashBytes);
            if (Sha256.Hash(body) != Convert.ToHexStringLower(bytes.AsSpan(0, HashBytes)))
            {
                return null;
            }

            File.SetLastAccessTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return MemoryMarshal.Cast<byte, float>(body).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ModelException)
        {
            return null;
        }
    }

    /// <summary>Keeps an entry, and makes room for it.</summary>
    public void Write(string key, ReadOnlySpan<float> values)
    {
        byte[] body = MemoryMarshal.AsBytes(values).ToArray();
        try
        {
            PrivateFile.MakeFolder(folder);
            if (PrivateFile.IsOurs(folder))
            {
                AtomicFile.Write(PathOf(key), overwrite: true, stream =>
                {
                    stream.Write(Convert.FromHexString(Sha256.Hash(body)));
                    stream.Write(body);
                }, PrivateFile.Protect);
                MakeRoom();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageFileException or ModelException)
        {
            // The next click is as slow as this one.
        }
    }

    private void MakeRoom()
    {
        long total = 0;
        foreach (FileInfo entry in new DirectoryInfo(folder).GetFiles($"*{Extension}").OrderByDescending(file => file.LastAccessTimeUtc))
        {
            total += entry.Length;
            if (total > mostBytes)
            {
                entry.Delete();
            }
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);
}
