namespace Infill.Onnx;

/// <summary>A tensor that goes into a network or comes out of it, row-major.</summary>
public sealed class OnnxTensor
{
    private readonly Array _elements;

    private OnnxTensor(Array elements, long[] dims)
    {
        long count = dims.Aggregate(1L, (product, dim) => checked(product * dim));
        if (count != elements.Length)
        {
            throw new ArgumentException($"Got {elements.Length} elements for the shape [{string.Join(", ", dims)}], which holds {count}.", nameof(elements));
        }

        (_elements, Dims) = (elements, dims);
    }

    /// <summary>A tensor of float32; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public OnnxTensor(float[] elements, params long[] dims)
        : this((Array)elements, dims)
    {
    }

    /// <summary>A tensor of 64-bit integers; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public OnnxTensor(long[] elements, params long[] dims)
        : this((Array)elements, dims)
    {
    }

    /// <summary>A tensor of bytes; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public OnnxTensor(byte[] elements, params long[] dims)
        : this((Array)elements, dims)
    {
    }

    /// <summary>Its shape.</summary>
    public IReadOnlyList<long> Dims { get; }

    /// <summary>The elements of a tensor of float32.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public float[] Floats => Elements<float>();

    /// <summary>The elements of a tensor of 64-bit integers.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public long[] Integers => Elements<long>();

    /// <summary>The elements of a tensor of bytes.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public byte[] Bytes => Elements<byte>();

    /// <summary>True for float32.</summary>
    public bool IsFloat => _elements is float[];

    /// <summary>True for 64-bit integers.</summary>
    public bool IsInteger => _elements is long[];

    private T[] Elements<T>() => _elements as T[]
        ?? throw new InvalidOperationException($"The tensor holds {_elements.GetType().GetElementType()!.Name}, not {typeof(T).Name}.");
}
