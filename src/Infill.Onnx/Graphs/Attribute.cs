using Google.Protobuf;
using Infill.Onnx.Graphs.Proto;
using AttributeType = Infill.Onnx.Graphs.Proto.AttributeProto.Types.AttributeType;

namespace Infill.Onnx.Graphs;

/// <summary>Attributes of nodes.</summary>
internal static class Attribute
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>Whole numbers.</summary>
    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        foreach (long value in values)
        {
            attribute.Ints.Add(value);
        }

        return attribute;
    }

    /// <summary>A number.</summary>
    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    /// <summary>A word of the operator's own vocabulary.</summary>
    public static AttributeProto Word(string name, string value) => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
