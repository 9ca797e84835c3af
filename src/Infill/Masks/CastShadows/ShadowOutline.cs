using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Draws the shadow that an object throws, in the picture's own resolution.</summary>
internal static class ShadowOutline
{
    private const double SmoothSigma = 0.7;

    // Twice the growth of the object's mixed edge in the view.
    private const int GapPx = 4;

    /// <summary>Where the object's outline falls, in the view; the object itself is not left out.</summary>
    public static Mask Draw(ShadowView view, ShadowCast cast)
    {
        PixelRect box = view.Object;
        var shadow = new Mask(view.Log.Size, Reach(view, cast));
        PixelRect window = shadow.Window;
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                MaskPoint source = cast.Unproject(new MaskPoint(x + 0.5, y + 0.5), box);
                shadow[x, y] = source.X >= 0 && source.Y >= 0 && view.Silhouette[(int)source.X, (int)source.Y] >= MaskGrow.HardValue ? 1f : 0f;
            }
        }

        return shadow;
    }

    /// <summary>A region of the view in the picture's own resolution, with a smooth outline, without the object.</summary>
    /// <param name="view">Where the region lies.</param>
    /// <param name="region">Of the view's size.</param>
    /// <param name="objectMask">Of the picture's size.</param>
    public static Mask ToPicture(ShadowView view, Mask region, Mask objectMask)
    {
        // The gap between object and region is the width of the view's mixed pixels; the shadow reaches the object.
        var joined = new Mask(view.Log.Size);
        for (int i = 0; i < joined.Values.Length; i++)
        {
            (int x, int y) = (i % joined.Width, i / joined.Width);
            joined.Values[i] = region[x, y];
        }

        CloseGap(view, joined);
        float[] soft = Gaussian.Blur(joined.Values, joined.Size, SmoothSigma);
        PixelRect bounds = joined.FindBounds().Inflate(2);
        double toPicture = 1 / view.Scale;
        PixelRect reach = PixelRect.FromEdges(
            (int)(bounds.X * toPicture) + view.Window.X, (int)(bounds.Y * toPicture) + view.Window.Y,
            (int)Math.Ceiling(bounds.Right * toPicture) + view.Window.X, (int)Math.Ceiling(bounds.Bottom * toPicture) + view.Window.Y).Intersect(view.Window);
        var mask = new Mask(objectMask.Size, joined.FindBounds().IsEmpty ? default : reach);
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                float value = Between(soft, joined.Size, (x + 0.5 - view.Window.X) * view.Scale, (y + 0.5 - view.Window.Y) * view.Scale);
                mask[x, y] = value >= MaskGrow.HardValue && objectMask[x, y] < MaskGrow.HardValue ? 1f : 0f;
            }
        }

        return mask.WithWindow(mask.FindBounds());
    }

    private static void CloseGap(ShadowView view, Mask region)
    {
        Mask grown = MaskGrow.Grow(region, GapPx);
        for (int i = 0; i < region.Values.Length; i++)
        {
            (int x, int y) = (i % region.Width, i / region.Width);
            region.Values[i] = Math.Max(region.Values[i], view.Taken[x, y] > 0 && grown[x, y] > 0 ? 1f : 0f);
        }
    }

    private static float Between(float[] plane, PixelSize size, double x, double y)
    {
        (float column, float row) = (Math.Clamp((float)x - 0.5f, 0, size.Width - 1), Math.Clamp((float)y - 0.5f, 0, size.Height - 1));
        (int left, int top) = ((int)column, (int)row);
        (int right, int bottom) = (Math.Min(left + 1, size.Width - 1), Math.Min(top + 1, size.Height - 1));
        float At(int atX, int atY) => plane[(atY * size.Width) + atX];
        float above = At(left, top) + ((At(right, top) - At(left, top)) * (column - left));
        float below = At(left, bottom) + ((At(right, bottom) - At(left, bottom)) * (column - left));
        return above + ((below - above) * (row - top));
    }

    private static PixelRect Reach(ShadowView view, ShadowCast cast)
    {
        PixelRect box = view.Object;
        MaskPoint[] corners =
        [
            .. from x in (double[])[box.X, box.Right]
               from y in (double[])[box.Y, box.Bottom]
               select cast.Project(new MaskPoint(x, y), box),
        ];
        return PixelRect.FromEdges(
            (int)Math.Floor(corners.Min(p => p.X)) - 1, (int)Math.Floor(corners.Min(p => p.Y)) - 1,
            (int)Math.Ceiling(corners.Max(p => p.X)) + 1, (int)Math.Ceiling(corners.Max(p => p.Y)) + 1).Intersect(view.Log.Size.Bounds);
    }
}
