namespace Infill.Imaging;

/// <summary>Exact Euclidean distances on masks.</summary>
/// <remarks>Felzenszwalb &amp; Huttenlocher, "Distance Transforms of Sampled Functions", ToC 8 (2012) 415–428. O(window).</remarks>
public static class DistanceTransform
{
    private const float Far = 1e20f;

    /// <summary>Distance in pixels from each pixel of the window to the nearest kept (0) pixel; 0 on kept pixels.</summary>
    public static float[] ToKept(Mask mask)
    {
        int width = mask.Window.Width, height = mask.Window.Height;
        float[] d = new float[mask.Values.Length];
        for (int i = 0; i < d.Length; i++)
        {
            d[i] = mask.Values[i] > 0 ? Far : 0;
        }

        int n = Math.Max(width, height) + 1;
        float[] f = new float[n], o = new float[n], z = new float[n + 1]; int[] v = new int[n];
        for (int x = 0; x < width; x++)
        {
            for (int y = 0; y < height; y++)
            {
                f[y] = d[y * width + x];
            }

            Line(f, o, v, z, height);
            for (int y = 0; y < height; y++)
            {
                d[y * width + x] = o[y];
            }
        }
        for (int y = 0; y < height; y++)
        {
            Array.Copy(d, y * width, f, 0, width);
            Line(f, o, v, z, width);
            for (int x = 0; x < width; x++)
            {
                d[y * width + x] = MathF.Sqrt(MathF.Min(o[x], Far));
            }
        }
        return d;
    }

    private static void Line(float[] f, float[] o, int[] v, float[] z, int n)
    {
        int k = 0; v[0] = 0; z[0] = -Far; z[1] = Far;
        for (int q = 1; q < n; q++)
        {
            float s;
            while (true)
            {
                s = ((f[q] + (float)q * q) - (f[v[k]] + (float)v[k] * v[k])) / (2 * q - 2 * v[k]);
                if (s <= z[k] && k > 0)
                {
                    k--;
                }
                else
                {
                    break;
                }
            }
            if (s <= z[k]) { v[k] = q; } else { k++; v[k] = q; z[k] = s; }
            z[k + 1] = Far;
        }
        k = 0;
        for (int q = 0; q < n; q++)
        {
            while (z[k + 1] < q)
            {
                k++;
            }

            o[q] = (float)(q - v[k]) * (q - v[k]) + f[v[k]];
        }
    }
}
