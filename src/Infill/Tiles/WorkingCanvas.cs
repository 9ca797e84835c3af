using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tiles;

/// <summary>The picture under work: every region reads what earlier regions wrote.</summary>
/// <remarks>IOPaint runs each box on the original and pastes it whole, so overlapping boxes overwrite each other; here that cannot happen.</remarks>
internal sealed class WorkingCanvas
{
    private readonly PreparedMask _mask;
    private readonly Mask _pending;

    /// <summary>A canvas over the one copy of the picture that a run makes.</summary>
    public WorkingCanvas(Image image, PreparedMask mask)
    {
        Image = image.Clone();
        _mask = mask;
        _pending = mask.Denoise.WithWindow(mask.Denoise.FindBounds());
    }

    public Image Image { get; }

    /// <summary>Cuts a region with its surroundings as they are now.</summary>
    public (Tile Tile, Mask Composite) Cut(CropPlan plan, Mask? exclude, IReadOnlyList<GuideLine> guides)
    {
        RegionMasks masks = RegionMasks.Cut(_mask, _pending, plan);
        var tile = new Tile
        {
            Image = ColorProfile.ToSrgb(Image, plan.SourceInImage),
            Mask = masks.Denoise,
            Exclude = exclude?.Crop(plan.SourceInImage),
            Unknown = masks.Unknown,
            Guides = GuidesIn(plan.SourceInImage, guides),
            RectInImage = plan.SourceInImage,
        };
        return (tile, masks.Composite);
    }

    /// <summary>Writes a blended region back and counts its pixels as filled.</summary>
    public void Write(CropPlan plan, FloatImage original, FloatImage blended, Mask composite)
    {
        Stitch.Write(Image, plan, original, blended, composite);
        foreach (PixelRun run in plan.Runs)
        {
            _pending.WindowRow(run.Y - _pending.Window.Y).Slice(run.X - _pending.Window.X, run.Length).Clear();
        }
    }

    private static IReadOnlyList<GuideLine> GuidesIn(PixelRect rect, IReadOnlyList<GuideLine> guides) =>
    [
        .. guides.Where(g => Touches(g, rect))
            .Select(g => new GuideLine([.. g.Points.Select(p => (p.X - rect.X, p.Y - rect.Y))])),
    ];

    private static bool Touches(GuideLine guide, PixelRect rect) =>
        guide.Points.Max(p => p.X) >= rect.X && guide.Points.Min(p => p.X) <= rect.Right &&
        guide.Points.Max(p => p.Y) >= rect.Y && guide.Points.Min(p => p.Y) <= rect.Bottom;
}
