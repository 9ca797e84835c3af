namespace Infill.Onnx.Weights;

/// <summary>Where the values of one tensor are: a range of a file, or memory. Row-major, little-endian, packed.</summary>
/// <remarks>Either <see cref="File"/> or <see cref="Memory"/> is set. A graph lets an initializer point into the file (its
/// <see cref="WeightFile.RealFile"/>, <see cref="Offset"/>, <see cref="Length"/>), or passes the memory.</remarks>
public sealed record WeightTensor
{
    /// <summary>Its name in the network: diffusers' spelling, whatever the file says.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of the elements as they are stored.</summary>
    public required TensorType Type { get; init; }

    /// <summary>Dimensions, outermost first; empty for a single number.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>The file that holds it; null if <see cref="Memory"/> does. Not owned.</summary>
    public WeightFile? File { get; init; }

    /// <summary>First byte in the file, counted from its start. No alignment is promised.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes: elements × their width.</summary>
    public required long Length { get; init; }

    /// <summary>The values, if they were computed (a LoRA merged, a matrix transposed) and are in no file.</summary>
    public ReadOnlyMemory<byte> Memory { get; init; }

    /// <summary>Number of elements.</summary>
    public long Count => Length / Type.Bytes();

    /// <summary>"F16 [320, 4, 3, 3]"; for messages.</summary>
    public string Form => $"{Type} {Shown.Shape(Shape)}";

    /// <summary>The raw values; those of a file are mapped, not copied, and valid until the file is closed.</summary>
    /// <exception cref="ModelException">More than 2 GB.</exception>
    public ReadOnlySpan<byte> Bytes => File is null ? Memory.Span
        : Length <= int.MaxValue ? File.Map(Offset, (int)Length)
        : throw new ModelException($"{File.Path}: {Shown.Quote(Name)} has {Length:N0} bytes, too many to be read at once.") { Fault = ModelFault.Limit };

    /// <summary>Computed values, as 32-bit floats; not copied.</summary>
    internal static WeightTensor InMemory(string name, IReadOnlyList<long> shape, float[] values) => new()
    {
        Name = name,
        Type = TensorType.F32,
        Shape = shape,
        Length = (long)values.Length * sizeof(float),
        Memory = new FloatBytes(values).Memory,
    };

    /// <summary>The same values under another name.</summary>
    public WeightTensor Named(string name) => this with { Name = name };

    /// <summary>The same values in another shape.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    internal WeightTensor Shaped(params ReadOnlySpan<long> shape) => SafetensorsEntry.SizeOf(Type, shape) == Length
        ? this with { Shape = shape.ToArray() }
        : throw new ArgumentException($"{Form} does not have the elements of {Shown.Shape(shape.ToArray())}.", nameof(shape));

    /// <summary>One of several equal bands of rows: the range in the file, without a copy.</summary>
    /// <param name="name">Name of the band.</param>
    /// <param name="band">Which, from 0.</param>
    /// <param name="bands">How many there are; divides the outermost dimension.</param>
    internal WeightTensor Band(string name, int band, int bands)
    {
        long length = Length / bands;
        return this with
        {
            Name = name,
            Shape = [Shape[0] / bands, .. Shape.Skip(1)],
            Offset = File is null ? 0 : Offset + (band * length),
            Length = length,
            Memory = File is null ? Memory.Slice((int)(band * length), (int)length) : default,
        };
    }
}
