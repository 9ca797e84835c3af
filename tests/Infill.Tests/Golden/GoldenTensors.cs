using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Infill.Onnx;

namespace Infill.Tests.Golden;

/// <summary>The tensors of one recorded file, as the tests need them: no checks, all in memory.</summary>
internal sealed class GoldenTensors
{
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly JsonElement _header;

    public GoldenTensors(string relative)
    {
        _bytes = File.ReadAllBytes(GoldenData.File(relative));
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(_bytes);
        _start = 8 + length;
        _header = JsonSerializer.Deserialize<JsonElement>(_bytes.AsSpan(8, length));
    }

    public bool Has(string name) => _header.TryGetProperty(name, out _);

    public int[] Shape(string name) => [.. _header.GetProperty(name).GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];

    public float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Part(name, "F32")).ToArray();

    public double[] Doubles(string name) => MemoryMarshal.Cast<byte, double>(Part(name, "F64")).ToArray();

    public long[] Integers(string name) => MemoryMarshal.Cast<byte, long>(Part(name, "I64")).ToArray();

    public byte[] Bytes(string name) => Part(name, "U8").ToArray();

    /// <summary>A tensor as networks take it.</summary>
    public OnnxTensor Tensor(string name)
    {
        long[] dims = [.. Shape(name).Select(d => (long)d)];
        return _header.GetProperty(name).GetProperty("dtype").GetString() == "I64" ? new OnnxTensor(Integers(name), dims) : new OnnxTensor(Floats(name), dims);
    }

    private ReadOnlySpan<byte> Part(string name, string type)
    {
        JsonElement entry = _header.GetProperty(name);
        Assert.Equal(type, entry.GetProperty("dtype").GetString());
        JsonElement offsets = entry.GetProperty("data_offsets");
        return _bytes.AsSpan(_start + offsets[0].GetInt32(), offsets[1].GetInt32() - offsets[0].GetInt32());
    }
}
