using System.Runtime.InteropServices;
using Infill.Imaging;

namespace Infill;

/// <summary>Measures the exact-keep promise on final pixels.</summary>
public static class KeepCheck
{
    /// <summary>Counts kept pixels (composite exactly 0) that differ in any sample.</summary>
    /// <param name="before">The input.</param>
    /// <param name="after">The output, or the output decoded again from a lossless file.</param>
    /// <param name="composite">Tells kept pixels; of the pictures' size.</param>
    /// <exception cref="ArgumentException">Sizes or formats differ, so the pictures cannot be compared.</exception>
    /// <remarks>Equal stretches are compared as memory, so an intact 100-megapixel picture costs one read of both; nothing is allocated.</remarks>
    public static KeepProof Compare(Image before, Image after, Mask composite)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(composite);
        if (before.Size != after.Size || before.Format != after.Format || before.Size != composite.Size)
        {
            throw new ArgumentException(
                $"Before is {before.Size} in {before.Format}, after {after.Size} in {after.Format}, the mask {composite.Size}; all must agree.");
        }

        (long Changed, int Max) found = default;
        for (int y = 0; y < before.Height; y++)
        {
            CompareRow(before, after, composite, y, ref found);
        }

        return new KeepProof(before.Size.Area - composite.CountFilled(), found.Changed, found.Max);
    }

    /// <summary>The proof, if it holds.</summary>
    /// <inheritdoc cref="Compare"/>
    /// <exception cref="KeepProofException">A kept pixel changed.</exception>
    public static KeepProof Require(Image before, Image after, Mask composite)
    {
        KeepProof proof = Compare(before, after, composite);
        return proof.Holds ? proof : throw new KeepProofException(proof);
    }

    private static void CompareRow(Image before, Image after, Mask composite, int y, ref (long Changed, int Max) found)
    {
        PixelRect window = composite.Window;
        if (y < window.Y || y >= window.Bottom)
        {
            CompareRun(before, after, new PixelRun(0, y, before.Width), ref found);
            return;
        }

        CompareRun(before, after, new PixelRun(0, y, window.X), ref found);
        CompareRun(before, after, new PixelRun(window.Right, y, before.Width - window.Right), ref found);
        ReadOnlySpan<float> row = composite.WindowRow(y - window.Y);
        for (int x = 0; x < row.Length;)
        {
            int length = row[x..].IndexOfAnyExcept(0f);
            length = length < 0 ? row.Length - x : length;
            CompareRun(before, after, new PixelRun(window.X + x, y, length), ref found);
            x += length;
            int filled = row[x..].IndexOf(0f);
            x = filled < 0 ? row.Length : x + filled;
        }
    }

    private static void CompareRun(Image before, Image after, PixelRun run, ref (long Changed, int Max) found)
    {
        int pixelBytes = before.Format.BytesPerPixel;
        ReadOnlySpan<byte> a = before.RowBytes(run.Y).Slice(run.X * pixelBytes, run.Length * pixelBytes);
        ReadOnlySpan<byte> b = after.RowBytes(run.Y).Slice(run.X * pixelBytes, run.Length * pixelBytes);
        if (a.SequenceEqual(b))
        {
            return;
        }

        for (int i = 0; i < run.Length; i++)
        {
            int difference = before.Format.BitDepth == 8
                ? Difference(a.Slice(i * pixelBytes, pixelBytes), b.Slice(i * pixelBytes, pixelBytes))
                : Difference16(a.Slice(i * pixelBytes, pixelBytes), b.Slice(i * pixelBytes, pixelBytes));
            found.Changed += difference > 0 ? 1 : 0;
            found.Max = Math.Max(found.Max, difference);
        }
    }

    private static int Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int max = 0;
        for (int i = 0; i < a.Length; i++)
        {
            max = Math.Max(max, Math.Abs(a[i] - b[i]));
        }

        return max;
    }

    private static int Difference16(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        ReadOnlySpan<ushort> p = MemoryMarshal.Cast<byte, ushort>(a);
        ReadOnlySpan<ushort> q = MemoryMarshal.Cast<byte, ushort>(b);
        int max = 0;
        for (int i = 0; i < p.Length; i++)
        {
            max = Math.Max(max, Math.Abs(p[i] - q[i]));
        }

        return max;
    }
}
