using System.Text.Json;

namespace Infill.Onnx.Weights;

/// <summary>The JSON at the head of a safetensors file: every range is checked before any is used.</summary>
/// <remarks>Source: the format's description in the safetensors repository. Stricter than it: at most 20,000 tensors of at most 8
/// dimensions. Managed memory stays below 4 × the header: names, shapes and ranges, and nothing that only a number in the file sizes.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Largest header in bytes; the reference's own limit.</summary>
    public const long MostBytes = 100_000_000;

    /// <summary>More than any network has: SDXL's single file holds about 2,600.</summary>
    public const int MostTensors = 20_000;

    private const int MostDimensions = 8;
    private const int MostNotes = 256;
    private const int LongestNote = 4096;
    private const string NotesName = "__metadata__";

    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);

    private SafetensorsHeader(int count)
    {
        Tensors = new TensorEntry[count];
        IndexOf = new Dictionary<string, int>(count, StringComparer.Ordinal);
    }

    /// <summary>In the order of the file's header.</summary>
    public TensorEntry[] Tensors { get; }

    /// <summary>Where a name stands in <see cref="Tensors"/>.</summary>
    public Dictionary<string, int> IndexOf { get; }

    /// <summary>What the maker of the file wrote about it; long texts (training logs) are left out.</summary>
    public IReadOnlyDictionary<string, string> Notes => _notes;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header without its length.</param>
    /// <param name="dataLength">Bytes that follow the header in the file.</param>
    /// <exception cref="ModelException">Anything that the format forbids; the message does not name the file.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        try
        {
            var header = new SafetensorsHeader(Count(json));
            header.ReadAll(json, dataLength);
            header.RequireContiguous(dataLength);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name that is no text, such as half of a surrogate pair.
            throw new ModelException($"its header is no valid JSON: {e.Message}", e);
        }
    }

    /// <summary>Counts before anything is kept, so that a header of ten million tensors costs nothing.</summary>
    private static int Count(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = Start(json);
        int count = 0;
        while (NextName(ref reader))
        {
            count += reader.ValueTextEquals(NotesName) ? 0 : 1;
            if (count > MostTensors)
            {
                throw new ModelException($"its header lists more than {MostTensors:N0} tensors, the most that is read.") { Fault = ModelFault.Limit };
            }

            reader.Read();
            reader.Skip();
        }

        return reader.Read() ? throw new JsonException("something follows the closing brace") : count;
    }

    private static Utf8JsonReader Start(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDimensions });
        return json is [(byte)'{', ..] && reader.Read() ? reader : throw new JsonException("it does not begin with a brace");
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private void ReadAll(ReadOnlySpan<byte> json, long dataLength)
    {
        Utf8JsonReader reader = Start(json);
        bool hasNotes = false;
        for (int i = 0; NextName(ref reader);)
        {
            if (reader.ValueTextEquals(NotesName))
            {
                hasNotes = hasNotes ? throw new ModelException($"its header holds {NotesName} twice.") : true;
                ReadNotes(ref reader);
                continue;
            }

            string name = reader.GetString()!;
            Tensors[i] = SafetensorsEntry.Read(ref reader, name, dataLength);
            if (!IndexOf.TryAdd(name, i++))
            {
                throw new ModelException($"its header lists the tensor {Shown.Quote(name)} twice.");
            }
        }
    }

    private void ReadNotes(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, $"{NotesName} is no object");
        while (NextName(ref reader))
        {
            string? name = reader.ValueSpan.Length <= LongestNote ? reader.GetString() : null;
            Require(reader.Read() && reader.TokenType == JsonTokenType.String, $"{NotesName} holds something else than text");
            if (name is not null && _notes.Count < MostNotes && reader.ValueSpan.Length <= LongestNote)
            {
                _notes[name] = reader.GetString()!;
            }
        }
    }

    // Ranges must tile the rest of the file: a hole hides bytes, and two tensors over one range make a small file large.
    private void RequireContiguous(long dataLength)
    {
        int[] order = new int[Tensors.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        TensorEntry[] tensors = Tensors;
        Array.Sort(order, (a, b) => tensors[a].Begin != tensors[b].Begin ? tensors[a].Begin.CompareTo(tensors[b].Begin) : tensors[a].End.CompareTo(tensors[b].End));
        long end = 0;
        foreach (int i in order)
        {
            if (tensors[i].Begin != end)
            {
                string what = tensors[i].Begin < end ? "overlaps another" : $"leaves {tensors[i].Begin - end:N0} unused bytes before it";
                throw new ModelException($"the range of its tensor {Shown.Quote(tensors[i].Name)} {what}; ranges must follow one another.");
            }

            end = tensors[i].End;
        }

        if (end != dataLength)
        {
            throw new ModelException($"its tensors end after {end:N0} bytes, but {dataLength:N0} bytes follow the header; something else is appended.");
        }
    }

    private static void Require(bool isTrue, string problem)
    {
        if (!isTrue)
        {
            throw new JsonException(problem);
        }
    }
}
