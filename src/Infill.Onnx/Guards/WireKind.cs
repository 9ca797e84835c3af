namespace Infill.Onnx.Guards;

/// <summary>How a field of protobuf's wire format is written; the numbers are the format's. Groups (3, 4) are not among them: ONNX has none.</summary>
internal enum WireKind
{
    /// <summary>A whole number, seven bits a byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: a text, a message, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
