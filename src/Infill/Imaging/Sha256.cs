using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Infill.Imaging;

/// <summary>SHA-256 as lower-case hex, also where the system has no OpenSSL.</summary>
/// <remarks>On Linux the framework's own hash is OpenSSL's, and ends the whole process where that is not installed, as on a bare
/// Debian or in a small container. There the rounds are computed here, about five times slower, with the same result.</remarks>
public sealed class Sha256 : IDisposable
{
    private const int StreamBuffer = 1 << 16;

    private static readonly Lazy<bool> HasFrameworkHash = new(FindFrameworkHash);

    private readonly IncrementalHash? _framework;
    private readonly Sha256Rounds? _own;

    /// <summary>A hash of nothing yet.</summary>
    public Sha256()
        : this(HasFrameworkHash.Value)
    {
    }

    internal Sha256(bool useFramework)
    {
        _framework = useFramework ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        _own = useFramework ? null : new Sha256Rounds();
    }

    /// <summary>The hash of bytes in memory, 64 hex digits.</summary>
    public static string Hash(ReadOnlySpan<byte> data)
    {
        using var hash = new Sha256();
        hash.Append(data);
        return hash.Finish();
    }

    /// <summary>The hash of a stream from its position to its end, 64 hex digits; the stream stays open.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static string Hash(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var hash = new Sha256();
        byte[] buffer = new byte[StreamBuffer];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            hash.Append(buffer.AsSpan(0, count));
        }

        return hash.Finish();
    }

    /// <summary>Takes more bytes; how they are cut into pieces makes no difference.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _framework?.AppendData(data);
        _own?.Append(data);
    }

    /// <summary>The hash of all bytes so far, 64 hex digits. Call it once.</summary>
    public string Finish() => Convert.ToHexStringLower(_framework?.GetHashAndReset() ?? _own!.Finish());

    /// <summary>Frees what the framework holds.</summary>
    public void Dispose() => _framework?.Dispose();

    // The names that the framework itself looks for; without one of them it aborts, which nothing can catch.
    private static bool FindFrameworkHash() =>
        !OperatingSystem.IsLinux() || Array.Exists(["libssl.so.3", "libssl.so.1.1"], name => NativeLibrary.TryLoad(name, out _));
}
