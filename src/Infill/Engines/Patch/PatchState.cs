using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>What changes while a level is refined: the guess, its weights, the offset field and how often each source is used.</summary>
internal sealed class PatchState
{
    /// <param name="level">Level that is refined.</param>
    /// <param name="guide">The user's guide lines on this level, or null.</param>
    public PatchState(PatchLevel level, GuideField? guide)
    {
        Guide = guide;
        long area = level.Box.Area;
        Guess = PatchGrid.Pinned(area * PatchGrid.Channels);
        RootWeight = PatchGrid.Pinned(area);
        Normaliser = new float[area];
        Match = new int[area];
        Energy = new float[area];
        Usage = new float[level.States.Length];
        CopyKnown(level);
    }

    /// <summary>The user's guide lines on this level, or null.</summary>
    public GuideField? Guide { get; }

    /// <summary>What the hole's colours are drawn to on this level, or null.</summary>
    public MembraneField? Membrane { get; init; }

    /// <summary>Box grid, pinned, [row][channel][column] like the level's features.</summary>
    public float[] Guess { get; }

    /// <summary>Box grid, pinned: √w of each pixel in the patch distance, 0 outside the picture.</summary>
    public float[] RootWeight { get; }

    /// <summary>Box grid: 1 / Σw over a target's patch; makes energies a mean squared Lab difference.</summary>
    public float[] Normaliser { get; }

    /// <summary>Box grid: packed position of the source that each target copies, s*(q).</summary>
    public int[] Match { get; }

    /// <summary>Box grid: energy of <see cref="Match"/>.</summary>
    public float[] Energy { get; }

    /// <summary>Level grid: log₂ of how much more often than its share a source is used, 0–5.</summary>
    public float[] Usage { get; }

    /// <summary>The sampler's view of the guess: C×H×W over the box without its padding.</summary>
    public FloatImage ReadGuess(PatchLevel level)
    {
        PixelRect inner = level.Box.Inflate(-PatchGrid.Pad);
        var image = new FloatImage(PatchGrid.Channels, inner.Size);
        for (int y = 0; y < image.Height; y++)
        {
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                Guess.AsSpan(RowStart(level, y, c), image.Width).CopyTo(image.Row(c, y));
            }
        }

        return image;
    }

    /// <summary>Replaces the guess by the sampler's state.</summary>
    public void WriteGuess(PatchLevel level, FloatImage image)
    {
        for (int y = 0; y < image.Height; y++)
        {
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                image.Row(c, y).CopyTo(Guess.AsSpan(RowStart(level, y, c)));
            }
        }
    }

    private static int RowStart(PatchLevel level, int y, int channel) =>
        ((((y + PatchGrid.Pad) * PatchGrid.Channels) + channel) * level.Box.Width) + PatchGrid.Pad;

    private void CopyKnown(PatchLevel level)
    {
        for (int y = 0; y < level.Box.Height; y++)
        {
            int from = checked((int)level.FeatureIndex(PatchGrid.Pack(level.Box.X, level.Box.Y + y)));
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                level.Features.AsSpan(from + (c * level.Stride), level.Box.Width)
                    .CopyTo(Guess.AsSpan(((y * PatchGrid.Channels) + c) * level.Box.Width));
            }
        }
    }
}
