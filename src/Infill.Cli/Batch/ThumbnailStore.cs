using System.Buffers.Binary;
using System.Text;

namespace Infill.Cli.Batch;

/// <summary>Thumbnails before and after of every output, in one file beside the journal, so that a page about ten thousand items needs neither their files nor much memory.</summary>
/// <remarks>Entries follow each other: three lengths, then name, before and after. The last one of a name counts; one that a crash has torn is
/// cut off. What cannot be written is left out: a page without a thumbnail is no reason to fail a job.</remarks>
internal sealed class ThumbnailStore : IDisposable
{
    /// <summary>Name in the output folder.</summary>
    public const string FileName = ".infill-batch.thumbnails";

    private const int HeaderBytes = 3 * sizeof(int);

    private readonly Lock _gate = new();
    private readonly FileStream? _stream;
    private readonly Dictionary<string, (long At, int Before, int After)> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a folder's store, or begins one; if that fails, a store that holds nothing.</summary>
    /// <param name="folder">The output folder, whose journal is open.</param>
    /// <param name="fresh">True forgets earlier thumbnails.</param>
    public ThumbnailStore(OutputFolder folder, bool fresh)
    {
        try
        {
            _stream = new FileStream(Path.Join(folder.Real, FileName), fresh ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            ReadEntries(_stream);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _stream?.Dispose();
            _stream = null;
            _entries.Clear();
        }
    }

    /// <summary>Keeps a pair of JPEG files.</summary>
    public void Add(string output, byte[] before, byte[] after)
    {
        byte[] name = Encoding.UTF8.GetBytes(output);
        lock (_gate)
        {
            if (_stream is null)
            {
                return;
            }

            long at = _stream.Length;
            try
            {
                _stream.Position = at;
                _stream.Write(Header(name.Length, before.Length, after.Length));
                _stream.Write(name);
                _stream.Write(before);
                _stream.Write(after);
                _stream.Flush();
                _entries[output] = (at + HeaderBytes + name.Length, before.Length, after.Length);
            }
            catch (IOException)
            {
                CutOff(at);
            }
        }
    }

    /// <summary>The pair of an output, or null if there is none.</summary>
    public (byte[] Before, byte[] After)? Find(string output)
    {
        lock (_gate)
        {
            if (_stream is null || !_entries.TryGetValue(output, out (long At, int Before, int After) entry))
            {
                return null;
            }

            try
            {
                byte[] pair = new byte[entry.Before + entry.After];
                _stream.Position = entry.At;
                _stream.ReadExactly(pair);
                return (pair[..entry.Before], pair[entry.Before..]);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void ReadEntries(FileStream stream)
    {
        byte[] header = new byte[HeaderBytes];
        long at = 0;
        while (at + HeaderBytes <= stream.Length)
        {
            stream.Position = at;
            stream.ReadExactly(header);
            int[] lengths = [.. Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(i * sizeof(int))))];
            long end = at + HeaderBytes + lengths.Sum(length => (long)length);
            if (lengths.Any(length => length < 0) || end > stream.Length || end == at + HeaderBytes)
            {
                break;
            }

            byte[] name = new byte[lengths[0]];
            stream.ReadExactly(name);
            _entries[Encoding.UTF8.GetString(name)] = (at + HeaderBytes + lengths[0], lengths[1], lengths[2]);
            at = end;
        }

        stream.SetLength(at);
    }

    private void CutOff(long length)
    {
        try
        {
            _stream!.SetLength(length);
        }
        catch (IOException)
        {
            // The next opening cuts the torn entry off.
        }
    }

    private static byte[] Header(int name, int before, int after)
    {
        byte[] header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, name);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(sizeof(int)), before);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(2 * sizeof(int)), after);
        return header;
    }
}
