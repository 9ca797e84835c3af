using System.Globalization;
using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.Mattes;

namespace Infill.Workflows.Products;

/// <summary>Looks at a finished product picture: is the silhouette the same, and is nothing left of the old background at its edge?</summary>
internal sealed class ProductCheck
{
    /// <summary>Least intersection over union of the product's silhouette before and after.</summary>
    public const double LeastOverlap = 0.99;

    /// <summary>Least intersection over union of matte and mask: below, the edge of another thing was followed.</summary>
    public const double LeastAgreement = 0.9;

    /// <summary>Largest ΔE00 of the old background in the edge, in the mean. Without the truth a product's own rim may look like up to 3.5 of it (docs/products.md).</summary>
    public const double MostHalo = 5;

    // Squared distance of colours (samples 0…1) from which product and backdrop can be told apart.
    private const float Distinct = 0.004f;

    private readonly PlacedProduct _product;
    private readonly EdgeHalo _halo;
    private readonly Image? _behind;
    private readonly Mask _mask;

    /// <summary>Prepares a look.</summary>
    /// <param name="product">What was put on the canvas.</param>
    /// <param name="halo">What the matte left of the old background, in canvas pixels.</param>
    /// <param name="behind">The backdrop alone; null if an engine makes it, then the silhouette is looked for anew.</param>
    /// <param name="mask">What was marked as the product, on the canvas.</param>
    public ProductCheck(PlacedProduct product, EdgeHalo halo, Image? behind, Mask mask) => (_product, _halo, _behind, _mask) = (product, halo, behind, mask);

    /// <summary>What is to be said of a result.</summary>
    public TraceVerdict Look(Image result)
    {
        double overlap = Overlap(result), agreement = OverlapOf(_mask, (x, y) => _product.Alpha[x, y]);
        var reasons = new List<string>();
        if (overlap < LeastOverlap)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the product's silhouette changed: it overlaps its matte by {overlap:0.000}, {LeastOverlap:0.00} is wanted"));
        }

        if (_halo.Amount > MostHalo)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the old background shines in the product's edge (ΔE00 {_halo.Amount:0.0} in the mean, at most {MostHalo:0} is wanted), most at {_halo.Worst}; draw the mask closer to the edge, or a little inside it"));
        }

        if (agreement < LeastAgreement)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the matte overlaps the mask by {agreement:0.00} only, so it may have followed another edge; keep the mask's own edge, or draw it closer"));
        }

        return new TraceVerdict
        {
            Status = reasons.Count > 0 ? "degraded" : "completed",
            Probability = Math.Round(Math.Max(Doubt(1 - overlap, 1 - LeastOverlap), Doubt(_halo.Amount, MostHalo)), 4),
            Limit = 0.5,
            Findings =
            [
                new TraceFinding("silhouette", Math.Round(Doubt(1 - overlap, 1 - LeastOverlap), 4), null),
                new TraceFinding("halo", Math.Round(Doubt(_halo.Amount, MostHalo), 4), _halo.Amount > 0 ? _halo.Worst : null),
            ],
            Reasons = reasons,
            Measures =
            [
                new TraceMeasure("haloDeltaE", Math.Round(_halo.Amount, 3)),
                new TraceMeasure("silhouetteOverlap", Math.Round(overlap, 5)),
                new TraceMeasure("maskOverlap", Math.Round(agreement, 5)),
                new TraceMeasure("lockedPixels", _product.Locked),
                new TraceMeasure("softPixels", _product.Soft),
            ],
        };
    }

    // One half at the limit: what the gate's probabilities mean, too.
    private static double Doubt(double value, double limit) => value / (value + limit);

    private double Overlap(Image result)
    {
        if (_behind is not null)
        {
            return OverlapOf(_product.Alpha, (x, y) => Visible(result, (x, y)));
        }

        Mask again = MatteMaker.Make(result, MaskGrow.Harden(_product.Alpha), MatteEdges.Refine).Alpha;
        return OverlapOf(_product.Alpha, (x, y) => again[x, y]);
    }

    private static double OverlapOf(Mask before, Func<int, int, float> after)
    {
        (long common, long all) = (0, 0);
        for (int y = 0; y < before.Height; y++)
        {
            for (int x = 0; x < before.Width; x++)
            {
                (bool was, bool isNow) = (before[x, y] >= MaskGrow.HardValue, after(x, y) >= MaskGrow.HardValue);
                (common, all) = (common + (was && isNow ? 1 : 0), all + (was || isNow ? 1 : 0));
            }
        }

        return all == 0 ? 1 : (double)common / all;
    }

    // How much of the product is seen in a pixel, read from its colour; where product and backdrop look alike, what was meant. Locked pixels are proven.
    private float Visible(Image result, (int X, int Y) at)
    {
        float meant = _product.Alpha[at.X, at.Y];
        if (meant >= 1 || result.Format.HasAlpha)
        {
            return meant >= 1 ? 1 : (float)result[at.X, at.Y, result.Format.Channels - 1] / result.Format.MaxValue;
        }

        (float dot, float square, float far, float scale) = (0, 0, 0, 1f / result.Format.MaxValue);
        for (int c = 0; c < result.Format.Channels; c++)
        {
            float behind = _behind![at.X, at.Y, c] * scale, apart = (_product.Canvas[at.X, at.Y, c] * scale) - behind, seen = (result[at.X, at.Y, c] * scale) - behind;
            (dot, square, far) = (dot + (seen * apart), square + (apart * apart), far + (seen * seen));
        }

        return meant <= 0 ? (far < Distinct ? 0 : 1) : square < Distinct ? meant : dot / square;
    }
}
