using System.Buffers.Binary;
using System.Text;
using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Tells a model from another one without reading gigabytes: SHA-256 over the size, the beginning and evenly spread samples of every file.</summary>
/// <remarks>Files up to <see cref="WholeBytes"/> are read whole. Of larger ones the beginning, which holds a safetensors file's list of tensors, and
/// <see cref="Samples"/> pieces of the rest: another training run, precision or merge changes all of them. A file with single bytes
/// changed on purpose may pass.</remarks>
internal static class ModelFingerprint
{
    /// <summary>Bytes up to which a file is read whole.</summary>
    public const long WholeBytes = 16 << 20;

    /// <summary>Pieces of a larger file.</summary>
    public const int Samples = 64;

    private const int PieceBytes = 1 << 16;
    private const int StartBytes = 1 << 20;

    /// <summary>64 hexadecimal digits, equal for equal files and settings in whatever folder they lie.</summary>
    /// <param name="files">In a fixed order.</param>
    /// <param name="settings">What else decides what the model does: configurations, weights of LoRAs.</param>
    /// <exception cref="ModelException">A file cannot be read.</exception>
    public static string Of(IEnumerable<WeightFile> files, IEnumerable<string> settings)
    {
        using var hash = new Sha256();
        byte[] size = new byte[sizeof(long)];
        foreach (WeightFile file in files)
        {
            BinaryPrimitives.WriteInt64LittleEndian(size, file.Length);
            hash.Append(size);
            foreach ((long offset, int length) in Pieces(file.Length))
            {
                byte[] piece = new byte[length];
                file.Read(offset, piece);
                hash.Append(piece);
            }
        }

        foreach (string setting in settings)
        {
            byte[] text = Encoding.UTF8.GetBytes(setting);
            BinaryPrimitives.WriteInt64LittleEndian(size, text.Length);
            hash.Append(size);
            hash.Append(text);
        }

        return hash.Finish();
    }

    /// <summary>The parts of a file that are read: ascending, inside it, without overlap.</summary>
    internal static IEnumerable<(long Offset, int Length)> Pieces(long bytes)
    {
        if (bytes <= WholeBytes)
        {
            for (long offset = 0; offset < bytes; offset += StartBytes)
            {
                yield return (offset, (int)Math.Min(StartBytes, bytes - offset));
            }

            yield break;
        }

        yield return (0, StartBytes);
        long rest = bytes - StartBytes - PieceBytes;
        for (int i = 1; i <= Samples; i++)
        {
            yield return (StartBytes + (rest / Samples * i), PieceBytes);
        }
    }
}
