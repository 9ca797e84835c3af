using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A supposed shadow and the ground around it, as the network that judges it sees them.</summary>
internal static class ShadowPatch
{
    /// <summary>Planes: light, red over green, blue over green, light without the shadow (all of them less the mean of the lit ground beside it, 0 but on the ground), shadow, ground, object.</summary>
    public const int Channels = 7;

    /// <summary>Columns.</summary>
    public const int Width = 96;

    /// <summary>Rows.</summary>
    public const int Height = 64;

    private const int MarginPx = 14;
    private const int RingPx = 10;
    private const float ColorWeight = 2;

    // Places between the view's pixels that a pixel is the mean of, along each side.
    private const int Samples = 2;

    /// <summary>Draws it in the middle of the patch, never larger than in the view.</summary>
    /// <param name="view">The ground.</param>
    /// <param name="outline">The supposed shadow, of the view's size, not empty.</param>
    /// <param name="step">ln of the light that is supposed to be left in it.</param>
    public static FloatImage Draw(ShadowView view, Mask outline, double step)
    {
        PixelRect window = outline.FindBounds().Inflate(MarginPx);
        double scale = Math.Min(1, Math.Min((double)Width / window.Width, (double)Height / window.Height));
        (double centreX, double centreY) = (window.X + (window.Width / 2.0), window.Y + (window.Height / 2.0));
        (float light, float red, float blue) = LitMean(view, outline, window);
        var patch = new FloatImage(Channels, new PixelSize(Width, Height));
        float[] sum = new float[Channels];
        for (int i = 0; i < patch.Size.Area; i++)
        {
            Array.Clear(sum);
            for (int k = 0; k < Samples * Samples; k++)
            {
                double x = centreX + (((i % Width) + ((k % Samples + 0.5) / Samples) - (Width / 2)) / scale);
                double y = centreY + (((i / Width) + ((k / Samples + 0.5) / Samples) - (Height / 2)) / scale);
                if (x >= 0 && y >= 0 && x < view.Log.Width && y < view.Log.Height)
                {
                    Add(sum, view, outline, ((int)x, (int)y));
                }
            }

            float seen = Math.Max(1e-6f, sum[5]), share = sum[5] > 0 ? 1 : 0;
            patch.Plane(0)[i] = share * ((sum[0] / seen) - light);
            patch.Plane(1)[i] = share * ColorWeight * ((sum[1] / seen) - red);
            patch.Plane(2)[i] = share * ColorWeight * ((sum[2] / seen) - blue);
            patch.Plane(3)[i] = share * ((sum[0] / seen) - light - ((float)step * sum[3] / seen));
            patch.Plane(4)[i] = sum[4] / (Samples * Samples);
            patch.Plane(5)[i] = sum[5] / (Samples * Samples);
            patch.Plane(6)[i] = sum[6] / (Samples * Samples);
        }

        return patch;
    }

    private static void Add(float[] sum, ShadowView view, Mask outline, (int X, int Y) at)
    {
        float shadow = outline[at.X, at.Y];
        sum[4] += shadow;
        sum[6] += view.Silhouette[at.X, at.Y];
        if (view.Taken[at.X, at.Y] == 0)
        {
            float green = view.Log[1, at.X, at.Y];
            sum[0] += view.Log[3, at.X, at.Y];
            sum[1] += view.Log[0, at.X, at.Y] - green;
            sum[2] += view.Log[2, at.X, at.Y] - green;
            sum[3] += shadow;
            sum[5] += 1;
        }
    }

    private static (float Light, float Red, float Blue) LitMean(ShadowView view, Mask outline, PixelRect window)
    {
        Mask ring = MaskGrow.Grow(outline, RingPx);
        PixelRect around = window.Intersect(view.Log.Size.Bounds);
        (double light, double red, double blue, int count) = (0, 0, 0, 0);
        for (int y = around.Y; y < around.Bottom; y++)
        {
            for (int x = around.X; x < around.Right; x++)
            {
                if (view.Taken[x, y] == 0 && outline[x, y] == 0 && ring[x, y] > 0)
                {
                    float green = view.Log[1, x, y];
                    (light, red, blue, count) = (light + view.Log[3, x, y], red + view.Log[0, x, y] - green, blue + view.Log[2, x, y] - green, count + 1);
                }
            }
        }

        double all = Math.Max(1, count);
        return ((float)(light / all), (float)(red / all), (float)(blue / all));
    }
}
