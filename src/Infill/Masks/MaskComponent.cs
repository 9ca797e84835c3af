using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One connected part of a mask.</summary>
public sealed class MaskComponent
{
    private readonly ComponentLabels _labels;

    internal MaskComponent(ComponentLabels labels, int label) => (_labels, Label) = (labels, label);

    /// <summary>Number of the part, from 1 in reading order of its first pixel.</summary>
    public int Label { get; }

    /// <summary>Tight rectangle around the part, in picture coordinates.</summary>
    public PixelRect Bounds => _labels.BoundsOf(Label);

    /// <summary>Pixels of the part, soft ones included.</summary>
    public int PixelCount => _labels.CountOf(Label);

    /// <summary>True if the pixel at picture coordinates belongs to this part; false outside the picture.</summary>
    public bool Contains(int x, int y) => _labels.At(x, y) == Label;

    /// <summary>The part's pixels as horizontal runs in picture coordinates, row by row.</summary>
    public IEnumerable<PixelRun> Runs()
    {
        for (int y = Bounds.Y; y < Bounds.Bottom; y++)
        {
            int start = -1;
            for (int x = Bounds.X; x <= Bounds.Right; x++)
            {
                bool inside = x < Bounds.Right && Contains(x, y);
                if (inside && start < 0)
                {
                    start = x;
                }
                else if (!inside && start >= 0)
                {
                    yield return new PixelRun(start, y, x - start);
                    start = -1;
                }
            }
        }
    }

    /// <summary>This part alone: the values of <paramref name="mask"/> on its pixels, 0 elsewhere, windowed to <see cref="Bounds"/>.</summary>
    /// <param name="mask">The mask that the part was found in, or another of the same size.</param>
    public Mask Cut(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var part = new Mask(mask.Size, Bounds);
        for (int y = Bounds.Y; y < Bounds.Bottom; y++)
        {
            for (int x = Bounds.X; x < Bounds.Right; x++)
            {
                part[x, y] = Contains(x, y) ? mask[x, y] : 0f;
            }
        }

        return part;
    }
}
