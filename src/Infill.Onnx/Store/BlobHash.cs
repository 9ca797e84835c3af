using System.Text;
using Infill.Imaging;

namespace Infill.Onnx.Store;

/// <summary>The hash that a blob is named by: 64 digits are a file's SHA-256, 40 are git's name of it.</summary>
internal sealed class BlobHash : IDisposable
{
    private const int Sha256Digits = 64;
    private const int GitDigits = 40;
    private const int BufferBytes = 1 << 17;

    /// <summary>A name that asks for SHA-256, where no name is known yet.</summary>
    public static readonly string AnySha256 = new('0', Sha256Digits);

    /// <summary>A name that asks for git's hash.</summary>
    public static readonly string AnyGit = new('0', GitDigits);

    private readonly Sha256? _sha256;
    private readonly Sha1? _sha1;

    private BlobHash(bool isGit, long size)
    {
        _sha256 = isGit ? null : new Sha256();
        _sha1 = isGit ? new Sha1() : null;

        // Git puts kind and size in front. Source: Pro Git, "Git Objects".
        _sha1?.Append(Encoding.ASCII.GetBytes($"blob {size}\0"));
    }

    /// <summary>True if a name is a hash in lower-case hex that content can be held against.</summary>
    public static bool IsName(string name) => name.Length is Sha256Digits or GitDigits && name.All(char.IsAsciiHexDigitLower);

    /// <summary>True for a commit of git.</summary>
    public static bool IsCommit(string name) => name.Length == GitDigits && IsName(name);

    /// <summary>A hash of nothing yet, of the kind that the name has.</summary>
    /// <param name="name">A name that <see cref="IsName"/> accepts.</param>
    /// <param name="size">Bytes that the whole will have.</param>
    public static BlobHash For(string name, long size) => new(name.Length == GitDigits, size);

    /// <summary>Hashes a file as its name demands.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string OfFile(string path, string name, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(path);
        using BlobHash hash = For(name, stream.Length);
        hash.Append(stream, cancellationToken);
        return hash.Finish();
    }

    /// <summary>Takes more bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _sha256?.Append(data);
        _sha1?.Append(data);
    }

    /// <summary>Takes the rest of a stream.</summary>
    public void Append(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Append(buffer.AsSpan(0, count));
        }
    }

    /// <summary>The hash in lower-case hex. Call it once.</summary>
    public string Finish() => _sha256?.Finish() ?? _sha1!.Finish();

    /// <inheritdoc/>
    public void Dispose() => _sha256?.Dispose();
}
