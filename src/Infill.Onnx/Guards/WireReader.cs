namespace Infill.Onnx.Guards;

/// <summary>Reads protobuf's wire format in place: nothing is copied or allocated, whatever lengths a file claims.</summary>
/// <param name="bytes">One message.</param>
/// <remarks>Source: protobuf.dev, "Encoding". Everything that is wrong ends in an <see cref="InvalidDataException"/> that completes "…: ".</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestVarint = 10;
    private const int MostFields = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>How the current field is written.</summary>
    public WireKind Kind { get; private set; }

    /// <summary>Goes to the next field, whose value must be read or skipped then.</summary>
    /// <returns>False at the message's end.</returns>
    public bool Next()
    {
        if (_at == _bytes.Length)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Kind = (WireKind)(tag & 7);
        if (tag >> 3 is 0 or > MostFields || Kind is not (WireKind.Varint or WireKind.Fixed64 or WireKind.Bytes or WireKind.Fixed32))
        {
            throw new InvalidDataException($"it is no protobuf message: the tag {tag} stands for no field");
        }

        Field = (int)(tag >> 3);
        return true;
    }

    /// <summary>The current field as a whole number; negative ones are its two's complement.</summary>
    public ulong Varint()
    {
        Require(WireKind.Varint);
        return ReadVarint();
    }

    /// <summary>The current field's bytes, where they lie.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Require(WireKind.Bytes);
        ulong length = ReadVarint();
        return length <= (ulong)(_bytes.Length - _at) ? Take((int)length) : throw Truncated();
    }

    /// <summary>Passes over the current field.</summary>
    public void Skip() => _ = Kind switch
    {
        WireKind.Varint => SkipVarint(),
        WireKind.Fixed64 => Take(sizeof(ulong)).Length,
        WireKind.Fixed32 => Take(sizeof(uint)).Length,
        _ => Bytes().Length,
    };

    /// <summary>Numbers that are written one by one or packed; what the field holds this time goes to <paramref name="numbers"/>.</summary>
    public void Numbers(List<long> numbers, int most)
    {
        if (Kind == WireKind.Varint)
        {
            Add(numbers, ReadVarint(), most);
            return;
        }

        var packed = new WireReader(Bytes());
        while (packed._at < packed._bytes.Length)
        {
            Add(numbers, packed.ReadVarint(), most);
        }
    }

    private static void Add(List<long> numbers, ulong number, int most)
    {
        if (numbers.Count == most)
        {
            throw new InvalidDataException($"a shape in it has more than {most} dimensions");
        }

        numbers.Add((long)number);
    }

    private readonly void Require(WireKind kind)
    {
        if (Kind != kind)
        {
            throw new InvalidDataException($"it is no ONNX message: field {Field} is written as {Kind}, not as {kind}");
        }
    }

    private int SkipVarint() => (int)(ReadVarint() & 1);

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < LongestVarint; i++)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException($"it is no protobuf message: a number in it has more than {LongestVarint} bytes");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _bytes.Length - _at)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    private static InvalidDataException Truncated() => new("it ends, or a part of it ends, in the middle of a field: it is truncated, or no ONNX file at all");
}
