using System.Runtime.InteropServices;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Lint;

/// <summary>Counts what a network's weights are made of, and finds values that are no numbers.</summary>
internal static class WeightCensus
{
    private const int Piece = 64 << 20;

    /// <summary>The network in numbers.</summary>
    public static LintPart Of<TConfig>(ModelPart<TConfig> part)
    {
        if (part.Weights is not TensorSource source)
        {
            return new LintPart(part.Name, "ONNX", 0, 0);
        }

        string[] kinds = [.. source.Tensors.GroupBy(tensor => tensor.Type).OrderByDescending(group => group.Sum(tensor => tensor.Length)).Select(group => group.Key.ToString())];
        return new LintPart(part.Name, string.Join(" and ", kinds), source.Names.Count, source.Tensors.Sum(tensor => tensor.Count));
    }

    /// <summary>Sentences on tensors that hold NaN or infinity: any job would end in noise or an error.</summary>
    /// <exception cref="ModelException">A file was cut meanwhile.</exception>
    public static IEnumerable<string> Broken<TConfig>(ModelPart<TConfig> part, CancellationToken cancellationToken)
    {
        string[] broken = [.. part.Weights?.Tensors.Where(tensor => HasBroken(tensor, cancellationToken)).Select(tensor => tensor.Name) ?? []];
        return broken.Length == 0 ? []
            : [$"{part.Name}: {broken.Length} tensor{(broken.Length > 1 ? "s hold" : " holds")} NaN or infinity, such as {Shown.Quote(broken[0])}; the file is damaged or was badly converted"];
    }

    private static bool HasBroken(WeightTensor tensor, CancellationToken cancellationToken)
    {
        if (tensor.File is null || !tensor.Type.IsWeight())
        {
            return false;
        }

        byte[] buffer = new byte[Math.Min(Piece, tensor.Length)];
        for (long done = 0; done < tensor.Length; done += buffer.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, tensor.Length - done));
            tensor.File.Read(tensor.Offset + done, piece);
            if (tensor.Type switch
            {
                TensorType.F32 => HasAll(MemoryMarshal.Cast<byte, uint>(piece), 0x7F800000u),
                TensorType.F16 => HasAll(MemoryMarshal.Cast<byte, ushort>(piece), (ushort)0x7C00),
                _ => HasAll(MemoryMarshal.Cast<byte, ushort>(piece), (ushort)0x7F80),
            })
            {
                return true;
            }
        }

        return false;
    }

    // A float whose exponent has all bits is infinite or no number.
    private static bool HasAll(ReadOnlySpan<uint> values, uint exponent)
    {
        foreach (uint value in values)
        {
            if ((value & exponent) == exponent)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAll(ReadOnlySpan<ushort> values, ushort exponent)
    {
        foreach (ushort value in values)
        {
            if ((value & exponent) == exponent)
            {
                return true;
            }
        }

        return false;
    }
}
