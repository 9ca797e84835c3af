using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.Cases;

/// <summary>How much two masks have in common.</summary>
internal static class Iou
{
    /// <summary>Intersection over union of all pixels from ½; 1 for two empty masks.</summary>
    public static double Of(Mask first, Mask second)
    {
        PixelRect window = first.Window.Union(second.Window);
        (long common, long all) = (0, 0);
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                (bool a, bool b) = (first[x, y] >= MaskGrow.HardValue, second[x, y] >= MaskGrow.HardValue);
                common += a && b ? 1 : 0;
                all += a || b ? 1 : 0;
            }
        }

        return all == 0 ? 1 : (double)common / all;
    }
}
