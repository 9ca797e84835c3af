using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Onnx.MaskModels;

/// <summary>A network's answer: a number per cell of a grid that lies over the picture, above a threshold where the thing is.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Size">Cells of the grid.</param>
/// <param name="Covered">Cells that the picture takes from the top left corner on, parts of cells counted; what lies beyond is padding.</param>
internal sealed record ScoreMap(float[] Values, PixelSize Size, (double Width, double Height) Covered)
{
    /// <summary>Cells off the thing that a mask encloses, and cells of it that stand alone, up to this many, are noise of the grid.</summary>
    private const int NoiseCells = 6;

    // A cell that changes sides lies close to the threshold, so that its neighbours' edges stay where they are.
    private const float Barely = 1e-3f;

    /// <summary>A map over the whole grid from a network's output.</summary>
    /// <exception cref="EngineException">Another number of values, or one that is no number.</exception>
    public static ScoreMap Of(string network, ReadOnlySpan<float> values, PixelSize size, (double Width, double Height) covered)
    {
        if (values.Length != size.Area)
        {
            throw new EngineException($"{network} answers with {values.Length:N0} values, expected {size.Area:N0} ({size}); it is another network.");
        }

        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new EngineException($"{network} answers with {value}; its file, or a 16-bit conversion of it, is broken.");
            }
        }

        return new ScoreMap(values.ToArray(), size, covered);
    }

    /// <summary>Cells of the picture above the threshold, as a share of all of them.</summary>
    public double ShareAbove(float threshold)
    {
        (int width, int height) = Cells;
        int above = 0;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = Values.AsSpan(y * Size.Width, width);
            foreach (float value in row)
            {
                above += value > threshold ? 1 : 0;
            }
        }

        return (double)above / ((double)width * height);
    }

    /// <summary>Whole and partial cells that the picture takes.</summary>
    public (int Width, int Height) Cells => (Math.Min(Size.Width, (int)Math.Ceiling(Covered.Width)), Math.Min(Size.Height, (int)Math.Ceiling(Covered.Height)));

    /// <summary>Pixels of the picture per cell, along the longer side.</summary>
    public double CellPx(PixelSize picture) => Math.Max(picture.Width / Covered.Width, picture.Height / Covered.Height);

    /// <summary>The value at a point of the picture, between cells by bilinear interpolation.</summary>
    public float At(MaskPoint point, PixelSize picture)
    {
        double u = Math.Clamp((point.X * Covered.Width / picture.Width) - 0.5, 0, Size.Width - 1), v = Math.Clamp((point.Y * Covered.Height / picture.Height) - 0.5, 0, Size.Height - 1);
        int x = (int)u, y = (int)v, right = Math.Min(x + 1, Size.Width - 1), lower = Math.Min(y + 1, Size.Height - 1);
        double fx = u - x, fy = v - y;
        double top = ((1 - fx) * Values[(y * Size.Width) + x]) + (fx * Values[(y * Size.Width) + right]);
        double bottom = ((1 - fx) * Values[(lower * Size.Width) + x]) + (fx * Values[(lower * Size.Width) + right]);
        return (float)(((1 - fy) * top) + (fy * bottom));
    }

    /// <summary>Pixels above the threshold; hard.</summary>
    public Mask ToMask(PixelSize picture, float threshold)
    {
        var mask = new Mask(picture, Bounds(picture, threshold));
        float[] line = new float[Size.Width];
        for (int y = 0; y < mask.Window.Height; y++)
        {
            double v = Math.Clamp(((mask.Window.Y + y + 0.5) * Covered.Height / picture.Height) - 0.5, 0, Size.Height - 1);
            Blend((int)v, (float)(v - (int)v), line);
            Span<float> row = mask.WindowRow(y);
            for (int x = 0; x < row.Length;)
            {
                double u = Math.Clamp(((mask.Window.X + x + 0.5) * Covered.Width / picture.Width) - 0.5, 0, Size.Width - 1);
                int left = (int)u;
                float own = line[left], next = line[Math.Min(left + 1, Size.Width - 1)];

                // Up to the next cell's middle all pixels lie on one side, or the line crosses the threshold there.
                int end = Math.Max(x + 1, Math.Min(row.Length, (int)Math.Floor(((left + 1.5) * picture.Width / Covered.Width) - 0.5) - mask.Window.X));
                if (own > threshold == next > threshold)
                {
                    row[x..end].Fill(own > threshold ? 1f : 0f);
                    x = end;
                }
                else
                {
                    row[x++] = own + ((float)(u - left) * (next - own)) > threshold ? 1f : 0f;
                }
            }
        }

        return mask;
    }

    /// <summary>The map itself at the picture's size, clamped to 0…1; soft.</summary>
    public Mask ToSoftMask(PixelSize picture)
    {
        var mask = new Mask(picture);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = Math.Clamp(At(new MaskPoint((i % picture.Width) + 0.5, (i / picture.Width) + 0.5), picture), 0f, 1f);
        }

        return mask;
    }

    /// <summary>The map without the noise of its grid: small holes are filled and small parts are dropped.</summary>
    /// <param name="threshold">What is above it belongs to the thing.</param>
    /// <param name="crumbShare">Parts below this share of all cells above the threshold are dropped as well, 0–1.</param>
    public ScoreMap Cleaned(float threshold, double crumbShare)
    {
        var mask = new Mask(Size);
        for (int i = 0; i < Values.Length; i++)
        {
            mask.Values[i] = Values[i] > threshold ? 1f : 0f;
        }

        int crumb = (int)Math.Max(NoiseCells, crumbShare * mask.CountFilled());
        Mask clean = MaskPrep.Prepare(mask, new MaskOptions { FillHolesPx = NoiseCells, DropSpecksPx = crumb, GrowPx = 0, FeatherPx = 0 }).Composite;
        float[] values = (float[])Values.Clone();
        for (int i = 0; i < values.Length; i++)
        {
            bool isInside = clean[i % Size.Width, i / Size.Width] > 0;
            values[i] = isInside == (mask.Values[i] > 0) ? values[i] : threshold + (isInside ? Barely : -Barely);
        }

        return this with { Values = values };
    }

    private void Blend(int row, float share, Span<float> line)
    {
        ReadOnlySpan<float> upper = Values.AsSpan(row * Size.Width, Size.Width);
        ReadOnlySpan<float> lower = Values.AsSpan(Math.Min(row + 1, Size.Height - 1) * Size.Width, Size.Width);
        for (int x = 0; x < line.Length; x++)
        {
            line[x] = upper[x] + (share * (lower[x] - upper[x]));
        }
    }

    // Interpolation reaches one cell beyond those above the threshold.
    private PixelRect Bounds(PixelSize picture, float threshold)
    {
        (int width, int height) = Cells;
        int left = width, top = height, right = -1, bottom = -1;
        for (int i = 0; i < Values.Length; i++)
        {
            int x = i % Size.Width, y = i / Size.Width;
            if (Values[i] > threshold && x < width && y < height)
            {
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        double sx = picture.Width / Covered.Width, sy = picture.Height / Covered.Height;
        return right < 0 ? default : PixelRect.FromEdges(
            (int)Math.Floor((left - 1) * sx), (int)Math.Floor((top - 1) * sy), (int)Math.Ceiling((right + 2) * sx), (int)Math.Ceiling((bottom + 2) * sy)).Intersect(picture.Bounds);
    }
}
