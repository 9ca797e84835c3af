using System.Text;
using Infill.Server.Running;

namespace Infill.Server.Http;

/// <summary>Reads JSON of which only a little is kept in memory: long strings, which are pictures in base64, go into files, and a short token stands in their place.</summary>
/// <param name="shelf">Where the files are found by their tokens.</param>
/// <param name="mostBytes">Most bytes of one file.</param>
internal sealed class JsonSpool(SpoolShelf shelf, long mostBytes) : IDisposable
{
    /// <summary>Bytes from which a string counts as long.</summary>
    public const int LongBytes = 64 << 10;

    /// <summary>Most bytes of JSON without its long strings.</summary>
    public const int MostJsonBytes = 256 << 10;

    private const int MostFiles = 64;
    private const int MostPrefixBytes = 100;
    private const int MostKeyBytes = 64;
    private const int HexDigits = 4;

    /// <summary>Members that are texts, however long.</summary>
    private static readonly string[] Texts = ["prompt", "negative_prompt", "expression"];

    private readonly MemoryStream _json = new();
    private readonly List<string> _tokens = [];
    private readonly byte[] _head = new byte[LongBytes];
    private int _count;
    private bool _isString;
    private bool _isEscaped;
    private string _last = "";
    private string _member = "";
    private Base64File? _file;

    /// <summary>Within a file: 0 = plain, 1 = after a backslash, 2 and more = digits of a \u that are left, plus 1.</summary>
    private int _escape;

    private int _code;

    /// <summary>The JSON so far.</summary>
    public byte[] ToJson()
    {
        _json.Write(_head, 0, _file is null && _isString ? _count : 0);
        return _json.ToArray();
    }

    /// <summary>Takes more of the body.</summary>
    /// <exception cref="ProblemException">A limit is passed, or a long string is no base64.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_file is not null && _escape == 0)
            {
                int run = bytes.IndexOfAny((byte)'"', (byte)'\\');
                _file.Append(run < 0 ? bytes : bytes[..run]);
                bytes = run < 0 ? [] : bytes[run..];
            }

            if (!bytes.IsEmpty)
            {
                Step(bytes[0]);
                bytes = bytes[1..];
            }
        }
    }

    /// <summary>Removes the files.</summary>
    public void Dispose()
    {
        _tokens.ForEach(shelf.Remove);
        _file?.Dispose();
    }

    private void Step(byte next)
    {
        if (_file is not null)
        {
            StepInFile(next);
        }
        else if (!_isString)
        {
            _member = next == ':' ? _last : _member;
            (_isString, _count, _isEscaped) = (next == '"', 0, false);
            Write([next]);
        }
        else if (next == '"' && !_isEscaped)
        {
            _last = _count <= MostKeyBytes ? Encoding.UTF8.GetString(_head, 0, _count) : "";
            Write(_head.AsSpan(0, _count));
            Write([next]);
            _isString = false;
        }
        else
        {
            _isEscaped = next == '\\' && !_isEscaped;
            _head[_count++] = next;
            if (_count == _head.Length)
            {
                Begin();
            }
        }
    }

    private void Begin()
    {
        if (Texts.Contains(_member))
        {
            throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"{_member} has more than {LongBytes} bytes; shorten it."));
        }

        if (_tokens.Count == MostFiles)
        {
            throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"The request holds more than {MostFiles} files."));
        }

        // A data URL says what it is before its digits; that stays in the JSON.
        int comma = _head.AsSpan().StartsWith("data:"u8) ? _head.AsSpan(0, MostPrefixBytes).IndexOf((byte)',') : -1;
        Write(_head.AsSpan(0, comma + 1));
        (_file, _escape) = (shelf.NewFile(mostBytes), 0);
        Append(_head.AsSpan(comma + 1, _count - comma - 1));
    }

    private void StepInFile(byte next)
    {
        if (_escape == 0 && next == '"')
        {
            _file!.Finish();
            string token = shelf.Add(_file);
            _tokens.Add(token);
            (_file, _isString) = (null, false);
            Write(Encoding.ASCII.GetBytes(token + "\""));
        }
        else if (_escape == 0)
        {
            // Only a backslash comes here: runs of digits are taken whole.
            _escape = 1;
        }
        else if (_escape == 1)
        {
            (_escape, _code) = (next == 'u' ? HexDigits + 1 : 0, 0);
            if (next is (byte)'/' or (byte)'"' or (byte)'\\')
            {
                _file!.Append([next]);
            }
        }
        else
        {
            _code = (_code << 4) | (char.IsAsciiHexDigit((char)next) ? Convert.ToInt32(((char)next).ToString(), 16) : 0x8000);
            if (--_escape == 1)
            {
                _escape = 0;
                _file!.Append([_code < 0x80 ? (byte)_code : (byte)'!']);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_json.Length + bytes.Length > MostJsonBytes)
        {
            throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"The JSON without its files has more than {MostJsonBytes} bytes."));
        }

        _json.Write(bytes);
    }
}
