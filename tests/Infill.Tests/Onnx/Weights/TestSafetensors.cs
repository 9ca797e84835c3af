using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Infill.Tests.Onnx.Weights;

/// <summary>Makes safetensors files, sound ones and others.</summary>
internal static class TestSafetensors
{
    /// <summary>A file of float tensors, as the reference would write it.</summary>
    public static byte[] Of(params (string Name, long[] Shape, float[] Values)[] tensors)
    {
        var header = new Dictionary<string, object>();
        using var data = new MemoryStream();
        foreach ((string name, long[] shape, float[] values) in tensors)
        {
            long begin = data.Length;
            data.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            header[name] = new Dictionary<string, object> { ["dtype"] = "F32", ["shape"] = shape, ["data_offsets"] = new[] { begin, data.Length } };
        }

        return File(JsonSerializer.Serialize(header), data.ToArray());
    }

    /// <summary>A header of any text before any data.</summary>
    public static byte[] File(string header, params ReadOnlySpan<byte> data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return File((ulong)json.Length, json, data);
    }

    /// <summary>A file whose header claims a length of its own.</summary>
    public static byte[] File(ulong claimed, ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, claimed);
        header.CopyTo(file.AsSpan(8));
        data.CopyTo(file.AsSpan(8 + header.Length));
        return file;
    }

    /// <summary>One line of a header.</summary>
    public static string Entry(string name, string type, string shape, string offsets) =>
        $"{JsonSerializer.Serialize(name)}:{{\"dtype\":\"{type}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}";
}
