namespace Infill.Server.Jobs;

/// <summary>Files by the hash of their content. What <see cref="PutAsync"/> returned is durable.</summary>
internal interface IBlobStore
{
    /// <summary>Takes a file in.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="mostBytes">Refused as soon as more have come.</param>
    /// <param name="inspect">Looks at the complete file before it is kept; what it throws ends the call and leaves nothing. Null = nobody looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The file, held against removal until it is disposed of.</returns>
    Task<BlobHold> PutAsync(Stream content, long mostBytes, Func<Stream, Task>? inspect, CancellationToken cancellationToken);

    /// <summary>The content, as a stream that can seek, at its start.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Stream Open(string sha256);

    /// <summary>Length of a file; 0 if there is none.</summary>
    long SizeOf(string sha256);

    /// <summary>Removes a file unless it is held.</summary>
    void Remove(string sha256);

    /// <summary>Hashes of all files.</summary>
    IEnumerable<string> List();
}
