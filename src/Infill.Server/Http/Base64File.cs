using System.Buffers;
using System.Buffers.Text;
using Infill.Server.Running;

namespace Infill.Server.Http;

/// <summary>Base64 that comes in pieces, decoded into a file that goes when this is disposed of.</summary>
internal sealed class Base64File : IDisposable
{
    private const int BlockBytes = 48 << 10;

    private readonly FileStream _file;
    private readonly long _mostBytes;
    private readonly byte[] _digits = new byte[BlockBytes];
    private readonly byte[] _decoded = new byte[BlockBytes];
    private int _count;

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="mostBytes">Refused as soon as more have come.</param>
    public Base64File(string folder, long mostBytes)
    {
        _mostBytes = mostBytes;
        _file = new FileStream(Path.Combine(folder, Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The decoded bytes, from their beginning; after <see cref="Finish"/>.</summary>
    public Stream Content
    {
        get
        {
            _file.Position = 0;
            return _file;
        }
    }

    /// <summary>Takes digits; white space between them counts for nothing.</summary>
    /// <exception cref="ProblemException">They are no base64, or too many.</exception>
    public void Append(ReadOnlySpan<byte> digits)
    {
        while (!digits.IsEmpty)
        {
            int taken = Math.Min(digits.Length, _digits.Length - _count);
            digits[..taken].CopyTo(_digits.AsSpan(_count));
            _count += taken;
            digits = digits[taken..];
            if (_count == _digits.Length)
            {
                Decode(isLast: false);
            }
        }
    }

    /// <summary>There are no more.</summary>
    /// <exception cref="ProblemException">They end in the middle.</exception>
    public void Finish() => Decode(isLast: true);

    /// <summary>Removes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Decode(bool isLast)
    {
        OperationStatus status = Base64.DecodeFromUtf8(_digits.AsSpan(0, _count), _decoded, out int consumed, out int written, isLast);
        if (status is not (OperationStatus.Done or OperationStatus.NeedMoreData) || (isLast && status == OperationStatus.NeedMoreData) || (!isLast && consumed == 0))
        {
            throw ProblemException.Invalid("A long text of the request is no base64; send the file's bytes in base64, or as a data URL with ;base64.");
        }

        if (_file.Length + written > _mostBytes)
        {
            throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"A file in the request has more than {_mostBytes} bytes, the limit; send a smaller one."));
        }

        _file.Write(_decoded, 0, written);
        _digits.AsSpan(consumed, _count - consumed).CopyTo(_digits);
        _count -= consumed;
    }
}
