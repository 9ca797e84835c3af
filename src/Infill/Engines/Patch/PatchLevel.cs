using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>What does not change while one pyramid level is refined: padded features, sources S, targets T and the hole.</summary>
/// <remarks>Two grids are in play. The <i>level grid</i> covers the level with <see cref="PatchGrid.Pad"/> empty pixels
/// around it and holds what can be copied. The <i>box grid</i> covers only the targets, with the same padding, and holds
/// what is being generated; its indices are called "at".</remarks>
internal sealed class PatchLevel
{
    private const int TextureBlurRadius = 2;

    public PatchLevel(FeaturePlanes planes, ParallelOptions parallel)
    {
        (Width, Height) = (planes.Features.Width, planes.Features.Height);
        Stride = (Width + (2 * PatchGrid.Pad) + PatchGrid.Lanes - 1) / PatchGrid.Lanes * PatchGrid.Lanes;
        Features = PaddedFeatures.Build(planes, Stride, TextureBlurRadius, parallel);
        States = PadStates(planes);
        PatchSets sets = PatchSets.Find(planes, States, Stride);
        (IsSource, Sources, Targets, Box) = (sets.IsSource, sets.Sources, sets.Targets, sets.TargetBox.Inflate(PatchGrid.Pad));
        TargetAt = Array.ConvertAll(Targets, At);
        IsTarget = new bool[Box.Area];
        foreach (int at in TargetAt)
        {
            IsTarget[at] = true;
        }

        Distance = DistanceToKnown();
        HoleAt = [.. TargetAt.Where(at => States[GridIndex(Position(at))] == PixelState.Hole)];
    }

    /// <summary>Size without padding.</summary>
    public int Width { get; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; }

    /// <summary>Floats from one row of the level grid to the next; features interleave their channels row by row.</summary>
    public int Stride { get; }

    /// <summary>Pinned, [row][channel][column] of the level grid: a patch is 7·5 rows at one constant step.</summary>
    public float[] Features { get; }

    /// <summary>Level grid.</summary>
    public PixelState[] States { get; }

    /// <summary>Level grid: centres of 7×7 patches that are wholly known and not blocked.</summary>
    public bool[] IsSource { get; }

    /// <summary>Packed positions of all sources, row by row.</summary>
    public int[] Sources { get; }

    /// <summary>Packed positions of all centres whose patch touches the hole, row by row.</summary>
    public int[] Targets { get; }

    /// <summary>Box indices of <see cref="Targets"/>.</summary>
    public int[] TargetAt { get; }

    /// <summary>The box in level-grid coordinates, padding included.</summary>
    public PixelRect Box { get; }

    /// <summary>Box grid: membership of T.</summary>
    public bool[] IsTarget { get; }

    /// <summary>Box indices of hole pixels, row by row.</summary>
    public int[] HoleAt { get; }

    /// <summary>Box grid: distance in pixels to the nearest known pixel, 0 on known ones, infinite if nothing is known.</summary>
    public float[] Distance { get; }

    /// <summary>Box index of a packed position.</summary>
    public int At(int position) =>
        ((PatchGrid.Y(position) - Box.Y) * Box.Width) + PatchGrid.X(position) - Box.X;

    /// <summary>Packed position of a box index.</summary>
    public int Position(int at) => PatchGrid.Pack((at % Box.Width) + Box.X, (at / Box.Width) + Box.Y);

    /// <summary>Index into the level grid of a packed position.</summary>
    public int GridIndex(int position) => (PatchGrid.Y(position) * Stride) + PatchGrid.X(position);

    /// <summary>Index into <see cref="Features"/> of channel 0 at a packed position.</summary>
    public long FeatureIndex(int position) =>
        ((long)PatchGrid.Y(position) * PatchGrid.Channels * Stride) + PatchGrid.X(position);

    private PixelState[] PadStates(FeaturePlanes planes)
    {
        var states = new PixelState[(long)Stride * (Height + (2 * PatchGrid.Pad))];
        for (int y = 0; y < Height; y++)
        {
            planes.States.AsSpan(y * Width, Width)
                .CopyTo(states.AsSpan(((y + PatchGrid.Pad) * Stride) + PatchGrid.Pad));
        }

        return states;
    }

    // Outside the picture nothing is known: a hole at the border is as deep there as it is far from its inner edge.
    private float[] DistanceToKnown()
    {
        PixelRect inner = Box.Inflate(-PatchGrid.Pad);
        PixelRect window = inner.RelativeTo(PatchGrid.Pad, PatchGrid.Pad);
        var missing = new Mask(new PixelSize(Width, Height), window);
        for (int y = 0; y < inner.Height; y++)
        {
            for (int x = 0; x < inner.Width; x++)
            {
                PixelState state = States[((inner.Y + y) * Stride) + inner.X + x];
                missing.Values[(y * inner.Width) + x] = state == PixelState.Known ? 0f : 1f;
            }
        }

        float[] found = DistanceTransform.ToKept(missing);
        float[] distance = new float[Box.Area];
        for (int y = 0; y < inner.Height; y++)
        {
            found.AsSpan(y * inner.Width, inner.Width)
                .CopyTo(distance.AsSpan(((y + PatchGrid.Pad) * Box.Width) + PatchGrid.Pad));
        }

        return distance;
    }
}
