using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Infill.Onnx.Weights;

/// <summary>An open safetensors file: names and where their values lie. Nothing but the header is read.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = 8;

    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    private SafetensorsFile(WeightFile file, SafetensorsHeader header, long dataStart)
    {
        File = file;
        _header = header;
        _dataStart = dataStart;
    }

    /// <summary>The file itself; owned, and closed by <see cref="Dispose"/>.</summary>
    public WeightFile File { get; }

    /// <summary>The names that the file uses, in its order.</summary>
    public IEnumerable<string> Names => _header.Tensors.Select(t => t.Name);

    /// <summary>What its maker wrote about it (<c>__metadata__</c>); texts above 4 kB are left out.</summary>
    public IReadOnlyDictionary<string, string> Notes => _header.Notes;

    /// <summary>Opens a file and checks its whole header.</summary>
    /// <exception cref="ModelException">Missing, no regular file, a pickle, or anything that the format forbids.</exception>
    public static SafetensorsFile Open(string path) => Open(WeightFile.Open(path));

    /// <summary>Takes an open file and checks its whole header; closes it if that fails.</summary>
    /// <exception cref="ModelException">Anything that the format forbids.</exception>
    internal static SafetensorsFile Open(WeightFile file)
    {
        try
        {
            return Read(file);
        }
        catch (ModelException e)
        {
            file.Dispose();
            throw e.Message.Contains(file.Path, StringComparison.Ordinal) ? e
                : new ModelException($"{file.Path} is no usable safetensors file: {e.Message}", e) { Fault = e.Fault };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name, or null.</summary>
    public WeightTensor? Find(string name)
    {
        if (!_header.IndexOf.TryGetValue(name, out int index))
        {
            return null;
        }

        TensorEntry entry = _header.Tensors[index];
        return new WeightTensor
        {
            Name = entry.Name,
            Type = entry.Type,
            Shape = entry.Shape,
            File = File,
            Offset = _dataStart + entry.Begin,
            Length = entry.End - entry.Begin,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private static unsafe SafetensorsFile Read(WeightFile file)
    {
        Span<byte> start = stackalloc byte[LengthBytes];
        if (file.Length < LengthBytes)
        {
            throw new ModelException($"it has {file.Length} bytes; the shortest possible has 10.");
        }

        file.Read(0, start);
        if (Pickle.IsStart(start))
        {
            throw Pickle.Refusal(file.Path);
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > SafetensorsHeader.MostBytes || (long)length > file.Length - LengthBytes)
        {
            throw new ModelException($"its header claims {length:N0} bytes; the file has {file.Length:N0}, and at most {SafetensorsHeader.MostBytes:N0} are read. It is cut off or something else.");
        }

        // Not managed: the header is of no use once its names are read.
        byte* json = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, 1));
        try
        {
            var bytes = new Span<byte>(json, (int)length);
            file.Read(LengthBytes, bytes);
            long dataStart = LengthBytes + (long)length;
            return new SafetensorsFile(file, SafetensorsHeader.Parse(bytes, file.Length - dataStart), dataStart);
        }
        finally
        {
            NativeMemory.Free(json);
        }
    }
}
