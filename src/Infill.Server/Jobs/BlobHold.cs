namespace Infill.Server.Jobs;

/// <summary>A stored file that nobody removes until this is disposed of: between the file and the row that names it lies a moment.</summary>
/// <param name="sha256">Its hash.</param>
/// <param name="bytes">Its length.</param>
/// <param name="release">Called once.</param>
internal sealed class BlobHold(string sha256, long bytes, Action release) : IDisposable
{
    private int _released;

    /// <summary>64 hex digits.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>Length of the content.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            release();
        }
    }
}
