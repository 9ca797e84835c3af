using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Diffusion;
using Infill.Onnx.Graphs;
using Infill.Onnx.Weights;

namespace Infill.Bench.Networks;

/// <summary>Writes a network's weights as a safetensors file of the right names and shapes, with seeded random values.</summary>
/// <remarks>A graph asks for exactly what it needs, so writing it over no weights lists every tensor.</remarks>
internal static class RandomWeights
{
    /// <summary>Below 1, so that values fade instead of growing through layers without normalisation.</summary>
    private const float Gain = 0.8f;

    private const int BlockFloats = 1 << 18;

    /// <summary>Writes the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="seed">Equal seeds give equal files.</param>
    /// <param name="write">Each writes a graph of the network.</param>
    /// <returns>Number of parameters.</returns>
    public static long Write(string path, uint seed, params ReadOnlySpan<Action<NetworkWeights>> write)
    {
        var wanted = new Dictionary<string, MissingTensor>(StringComparer.Ordinal);
        foreach (Action<NetworkWeights> graph in write)
        {
            var weights = new NetworkWeights(new GraphBuilder("random", OperatorDialect.Plain), new TensorSource("nothing", []));
            graph(weights);
            foreach (MissingTensor tensor in weights.Missing)
            {
                wanted.TryAdd(tensor.Name, tensor);
            }
        }

        using FileStream file = File.Create(path);
        long count = WriteHeader(file, wanted.Values);
        uint number = 0;
        foreach (MissingTensor tensor in wanted.Values)
        {
            WriteValues(file, tensor, seed, number++);
        }

        return count;
    }

    private static long WriteHeader(FileStream file, IEnumerable<MissingTensor> tensors)
    {
        var header = new JsonObject();
        long offset = 0;
        foreach (MissingTensor tensor in tensors)
        {
            long end = offset + (Count(tensor) * sizeof(float));
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. Stored(tensor).Select(d => (JsonNode)d)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        // Published files begin their values at a multiple of 8, too.
        string text = header.ToJsonString();
        byte[] bytes = Encoding.UTF8.GetBytes(text.PadRight((text.Length + 7) / 8 * 8));
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
        file.Write(length);
        file.Write(bytes);
        return offset / sizeof(float);
    }

    private static void WriteValues(FileStream file, MissingTensor tensor, uint seed, uint number)
    {
        long count = Count(tensor);
        IReadOnlyList<long> shape = Stored(tensor);

        // Uniform in ±√3·σ has the deviation σ; norms are 1 and biases 0, as at the start of a training.
        float reach = shape.Count > 1 ? Gain * MathF.Sqrt(3f * shape[0] / count) : 0f;
        float centre = shape.Count == 1 && tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0f;
        float[] block = new float[BlockFloats];
        for (long start = 0; start < count; start += block.Length)
        {
            int length = (int)Math.Min(block.Length, count - start);
            uint state = CounterRandom.Bits(seed, number, (uint)(start / BlockFloats), 0) | 1u;
            for (int i = 0; i < length; i++)
            {
                // Marsaglia 2003, "Xorshift RNGs": fast, and good enough for weights that mean nothing.
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                block[i] = centre + (reach * ((CounterRandom.ToUnit(state) * 2f) - 1f));
            }

            file.Write(MemoryMarshal.AsBytes(block.AsSpan(0, length)));
        }
    }

    private static long Count(MissingTensor tensor) => tensor.Shape.Aggregate(1L, (product, d) => product * d);

    // The graph takes the weights of group normalisation as C×1×1; files hold C.
    private static IReadOnlyList<long> Stored(MissingTensor tensor) =>
        tensor.Shape.Count == 3 && tensor.Shape[1] == 1 && tensor.Shape[2] == 1 ? [tensor.Shape[0]] : tensor.Shape;
}
