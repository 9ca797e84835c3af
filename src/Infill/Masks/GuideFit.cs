using System.Runtime.Intrinsics;
using Infill.Imaging;

namespace Infill.Masks;

/// <summary>A mask as a linear function of its picture's samples, square by square: <c>a·I + b</c>, on a grid of cells.</summary>
internal sealed class GuideFit
{
    /// <summary>Cells per radius: a finer grid changes little and costs its square.</summary>
    private const int CellsPerRadius = 4;

    private const int Colours = 3;

    // Planes of the fitted field: three slopes, the intercept, the explained share, and 1 where there is a fit.
    private const int Intercept = 3;
    private const int Explained = 4;
    private const int Fitted = 5;
    private const int FieldPlanes = 6;

    /// <summary>Floats of a cell of the field, so that one register holds all of its planes.</summary>
    private const int Lanes = 8;

    // Planes of the moments: I (3), p, I·p (3), the six products I·I, p·p, and the weight of what is known.
    private const int Known = 14;
    private const int MomentPlanes = 15;

    /// <summary>Shares nearer to 0 and 1 than this are sums of rounded parts.</summary>
    private const float Rounding = 1e-4f;

    private readonly PixelRect _window;
    private readonly int _cell;
    private readonly PixelSize _size;
    private readonly float[] _field;
    private readonly bool[] _unknown;

    private GuideFit(PixelRect window, int cell, FloatImage field, bool[] unknown) =>
        (_window, _cell, _size, _field, _unknown) = (window, cell, field.Size, Pack(field), unknown);

    /// <summary>Fits.</summary>
    /// <param name="mask">Values 0…1.</param>
    /// <param name="guide">Of the mask's size.</param>
    /// <param name="window">Part of the picture that is looked at.</param>
    /// <param name="fit">Half the side of the squares in pixels; variance of the picture that counts as nothing.</param>
    public static GuideFit Of(Mask mask, Image guide, PixelRect window, (int RadiusPx, float Epsilon) fit)
    {
        int cell = Math.Max(1, fit.RadiusPx / CellsPerRadius);
        int radius = (fit.RadiusPx + cell - 1) / cell;
        var cells = new FloatImage(Colours + 1, new PixelSize((window.Width + cell - 1) / cell, (window.Height + cell - 1) / cell));
        AverageMask(mask, window, cell, cells);
        bool[] unknown = FindNear(cells, (radius + 1) / 2);

        // What a fit reads lies within two radii of the pixels that it is for.
        bool[] needed = FindNear(cells, ((radius + 1) / 2) + (2 * radius));
        AverageGuide(guide, window, (cell, needed), cells);
        FloatImage moments = Moments(cells, (unknown, needed));
        BoxMean.Blur(moments, radius);
        FloatImage field = Solve(moments, fit.Epsilon);
        BoxMean.Blur(field, radius);
        return new GuideFit(window, cell, field, unknown);
    }

    /// <summary>Gives a mask the fitted values near edges; elsewhere it stays as it is.</summary>
    /// <param name="mask">With the window of the fit; changed in place.</param>
    /// <param name="guide">The picture of the fit.</param>
    public void Apply(Mask mask, Image guide)
    {
        for (int i = 0; i < _unknown.Length; i++)
        {
            if (_unknown[i])
            {
                ApplyCell(mask, guide, PixelsOf(i % _size.Width, i / _size.Width, _cell, _window));
            }
        }
    }

    private void ApplyCell(Mask result, Image guide, PixelRect pixels)
    {
        Span<float> colour = stackalloc float[Colours];
        for (int y = pixels.Y; y < pixels.Bottom; y++)
        {
            Span<float> row = result.WindowRow(y - _window.Y);
            float v = Math.Clamp(((y - _window.Y + 0.5f) / _cell) - 0.5f, 0, _size.Height - 1);
            for (int x = pixels.X; x < pixels.Right; x++)
            {
                Vector256<float> at = Interpolate(Math.Clamp(((x - _window.X + 0.5f) / _cell) - 0.5f, 0, _size.Width - 1), v);
                if (at[Fitted] > Rounding)
                {
                    Read(guide, x, y, colour);
                    ref float value = ref row[x - _window.X];
                    float fitted = Math.Clamp(((at[0] * colour[0]) + (at[1] * colour[1]) + (at[2] * colour[2]) + at[Intercept]) / at[Fitted], 0f, 1f);
                    value = Math.Clamp(value + (at[Explained] / at[Fitted] * (fitted - value)), 0f, 1f);
                }
            }
        }
    }

    // Cells at the right and lower end may be smaller.
    private static PixelRect PixelsOf(int column, int row, int cell, PixelRect window) =>
        new PixelRect(window.X + (column * cell), window.Y + (row * cell), cell, cell).Intersect(window);

    private static void AverageMask(Mask mask, PixelRect window, int cell, FloatImage cells)
    {
        Span<float> plane = cells.Plane(Colours);
        PixelRect stored = window.Intersect(mask.Window);
        int first = (stored.X - window.X) / cell;
        for (int y = stored.Y; y < stored.Bottom; y++)
        {
            Span<float> sums = plane.Slice((y - window.Y) / cell * cells.Width, cells.Width);
            ReadOnlySpan<float> values = mask.WindowRow(y - mask.Window.Y).Slice(stored.X - mask.Window.X, stored.Width);
            for (int column = first, from = 0; from < values.Length; column++)
            {
                int to = Math.Min(values.Length, ((column + 1) * cell) - (stored.X - window.X));
                sums[column] += Sum(values[from..to]);
                from = to;
            }
        }

        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] /= PixelsOf(i % cells.Width, i / cells.Width, cell, window).Area;
        }
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void AverageGuide(Image guide, PixelRect window, (int Side, bool[] Needed) cell, FloatImage cells)
    {
        Span<float> colour = stackalloc float[Colours];
        for (int i = 0; i < cell.Needed.Length; i++)
        {
            PixelRect pixels = cell.Needed[i] ? PixelsOf(i % cells.Width, i / cells.Width, cell.Side, window) : default;
            for (int y = pixels.Y; y < pixels.Bottom; y++)
            {
                for (int x = pixels.X; x < pixels.Right; x++)
                {
                    Read(guide, x, y, colour);
                    for (int c = 0; c < Colours; c++)
                    {
                        cells.Plane(c)[i] += colour[c] / pixels.Area;
                    }
                }
            }
        }
    }

    private static void Read(Image guide, int x, int y, Span<float> colour)
    {
        long at = guide.SampleIndex(x, y);
        float scale = 1f / guide.Format.MaxValue;
        int last = Math.Min(Colours, guide.Format.ColorChannels) - 1;
        for (int c = 0; c < Colours; c++)
        {
            long i = at + Math.Min(c, last);
            colour[c] = scale * (guide.Format.BitDepth == 8 ? guide.Samples8[i] : guide.Samples16[i]);
        }
    }

    // Cells with an edge of the mask within the distance.
    private static bool[] FindNear(FloatImage cells, int distance)
    {
        var near = new FloatImage(1, cells.Size);
        cells.Plane(Colours).CopyTo(near.Values);
        BoxMean.Blur(near, distance);
        return Array.ConvertAll(near.Values, share => share is > Rounding and < 1f - Rounding);
    }

    private static FloatImage Moments(FloatImage cells, (bool[] Unknown, bool[] Needed) of)
    {
        var moments = new FloatImage(MomentPlanes, cells.Size);
        for (int i = 0; i < of.Needed.Length; i++)
        {
            if (of.Unknown[i] || !of.Needed[i])
            {
                continue;
            }

            float p = cells.Plane(Colours)[i];
            moments.Plane(Known)[i] = 1f;
            moments.Plane(3)[i] = p;
            moments.Plane(13)[i] = p * p;
            for (int a = 0, next = 7; a < Colours; a++)
            {
                float value = cells.Plane(a)[i];
                moments.Plane(a)[i] = value;
                moments.Plane(4 + a)[i] = value * p;
                for (int b = a; b < Colours; b++)
                {
                    moments.Plane(next++)[i] = value * cells.Plane(b)[i];
                }
            }
        }

        return moments;
    }

    private static FloatImage Solve(FloatImage moments, float epsilon)
    {
        var field = new FloatImage(FieldPlanes, moments.Size);
        Span<float> m = stackalloc float[Known];
        for (int i = 0; i < moments.Size.Area; i++)
        {
            float known = moments.Plane(Known)[i];
            for (int k = 0; k < m.Length; k++)
            {
                m[k] = known > 0 ? moments.Plane(k)[i] / known : 0;
            }

            float variance = m[13] - (m[3] * m[3]);
            if (variance <= Rounding)
            {
                continue;
            }

            (float x, float y, float z) cov = (m[4] - (m[0] * m[3]), m[5] - (m[1] * m[3]), m[6] - (m[2] * m[3]));
            (float x, float y, float z) a = Slopes(m, cov, epsilon);
            field.Plane(0)[i] = a.x;
            field.Plane(1)[i] = a.y;
            field.Plane(2)[i] = a.z;
            field.Plane(Intercept)[i] = m[3] - (a.x * m[0]) - (a.y * m[1]) - (a.z * m[2]);
            float explained = Math.Clamp(((a.x * cov.x) + (a.y * cov.y) + (a.z * cov.z)) / variance, 0f, 1f);
            field.Plane(Explained)[i] = explained * explained;
            field.Plane(Fitted)[i] = 1f;
        }

        return field;
    }

    // (Σ + εI)⁻¹ cov by cofactors; Σ + εI is symmetric and, with ε above 0, never singular.
    private static (float X, float Y, float Z) Slopes(ReadOnlySpan<float> m, (float X, float Y, float Z) cov, float epsilon)
    {
        double xx = m[7] - (m[0] * m[0]) + epsilon, xy = m[8] - (m[0] * m[1]), xz = m[9] - (m[0] * m[2]);
        double yy = m[10] - (m[1] * m[1]) + epsilon, yz = m[11] - (m[1] * m[2]), zz = m[12] - (m[2] * m[2]) + epsilon;
        double cxx = (yy * zz) - (yz * yz), cxy = (xz * yz) - (xy * zz), cxz = (xy * yz) - (xz * yy);
        double scale = 1 / Math.Max(1e-18, (xx * cxx) + (xy * cxy) + (xz * cxz));
        double cyy = (xx * zz) - (xz * xz), cyz = (xy * xz) - (xx * yz), czz = (xx * yy) - (xy * xy);
        return (
            (float)(scale * ((cxx * cov.X) + (cxy * cov.Y) + (cxz * cov.Z))),
            (float)(scale * ((cxy * cov.X) + (cyy * cov.Y) + (cyz * cov.Z))),
            (float)(scale * ((cxz * cov.X) + (cyz * cov.Y) + (czz * cov.Z))));
    }

    private Vector256<float> Interpolate(float u, float v)
    {
        int x0 = (int)u, y0 = (int)v, x1 = Math.Min(x0 + 1, _size.Width - 1), y1 = Math.Min(y0 + 1, _size.Height - 1);
        Vector256<float> upper = Between(At(x0, y0), At(x1, y0), u - x0), lower = Between(At(x0, y1), At(x1, y1), u - x0);
        return Between(upper, lower, v - y0);
    }

    private Vector256<float> At(int x, int y) => Vector256.Create<float>(_field.AsSpan(((y * _size.Width) + x) * Lanes, Lanes));

    private static Vector256<float> Between(Vector256<float> from, Vector256<float> to, float share) => from + (share * (to - from));

    private static float[] Pack(FloatImage field)
    {
        float[] packed = new float[field.Size.Area * Lanes];
        for (int k = 0; k < FieldPlanes; k++)
        {
            ReadOnlySpan<float> plane = field.Plane(k);
            for (int i = 0; i < plane.Length; i++)
            {
                packed[(i * Lanes) + k] = plane[i];
            }
        }

        return packed;
    }
}
