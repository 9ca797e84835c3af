using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Infill.Engines.Patch;

/// <summary>Sizes that every part of the patch engine shares, and positions packed into one integer.</summary>
/// <remarks>A position is (y &lt;&lt; 16) | x in a level's padded grid. Packed positions subtract to packed offsets,
/// so "the same offset" is one integer comparison; a column that leaves the grid shows as x ≥ stride.</remarks>
internal static class PatchGrid
{
    /// <summary>Patch radius: patches are 7×7.</summary>
    public const int Radius = 3;

    /// <summary>Patch side.</summary>
    public const int Side = (2 * Radius) + 1;

    /// <summary>Floats that are loaded per patch row: one vector of 8, whose last lane has weight 0.</summary>
    public const int Lanes = 8;

    /// <summary>Empty border of every padded plane; at least the longest propagation jump, and the over-read of a vector.</summary>
    public const int Pad = 8;

    /// <summary>Feature channels: L, a, b and two of texture energy.</summary>
    public const int Channels = 5;

    /// <summary>Packed position of column x, row y.</summary>
    public static int Pack(int x, int y) => (y << 16) | x;

    /// <summary>Column of a packed position.</summary>
    public static int X(int position) => position & 0xFFFF;

    /// <summary>Row of a packed position.</summary>
    public static int Y(int position) => position >> 16;

    /// <summary>A buffer that never moves, so that worker threads can hold plain pointers into it.</summary>
    public static float[] Pinned(long length) => GC.AllocateArray<float>(checked((int)length) + Lanes, pinned: true);

    /// <summary>Address of the first element of a pinned buffer.</summary>
    public static unsafe float* Address(float[] pinned) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
