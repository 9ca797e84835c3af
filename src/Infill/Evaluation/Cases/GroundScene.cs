using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.Cases;

/// <summary>A photo with a cut-out and its shadow or reflection, of which everything is known: where that lies and what the ground is without it.</summary>
public sealed record GroundScene
{
    private const int LeastVisiblePx = 200;

    // ΔE00; 1 is just to be seen side by side, on rough ground it takes more.
    private const double LeastDifference = 4;

    private const double TrueOverlap = 0.5;
    private const double FalseOverlap = 0.3;

    /// <summary>Photo, effect and object, 8-bit sRGB.</summary>
    public required Image Input { get; init; }

    /// <summary>Photo and object without the effect.</summary>
    public required Image Truth { get; init; }

    /// <summary>The object: alpha from ½.</summary>
    public required Mask Subject { get; init; }

    /// <summary>Strength of the effect beside the object, 0…1, see <see cref="GroundChange.Mark"/>; empty in scenes without one.</summary>
    public required Mask Mark { get; init; }

    /// <summary>True if there is something to be found.</summary>
    public bool HasEffect => Mark.CountFilled() > 0;

    /// <summary>True if anybody can see the effect: half of its strength or more on at least 200 pixels, and there a mean difference of ΔE00 4 or more.</summary>
    public bool IsVisible
    {
        get
        {
            (double sum, int count) = (0, 0);
            PixelRect window = Mark.Window;
            for (int i = 0; i < window.Area; i++)
            {
                (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
                if (Mark[x, y] >= MaskGrow.HardValue)
                {
                    (sum, count) = (sum + DeltaE.Ciede2000(LabOf(Input, x, y), LabOf(Truth, x, y)), count + 1);
                }
            }

            return count >= LeastVisiblePx && sum / count >= LeastDifference;
        }
    }

    /// <summary>Puts a cut-out and what it leaves on the ground into a photo. Light is changed in linear light, as the sun does.</summary>
    /// <param name="photo">8-bit sRGB. Not modified.</param>
    /// <param name="item">What to place where; its seed is not used.</param>
    /// <param name="effect">Shadow or reflection, or null for a scene without.</param>
    /// <exception cref="ImageFileException">The cut-out cannot be read.</exception>
    /// <exception cref="InvalidRequestException">It is no cut-out.</exception>
    public static GroundScene Place(Image photo, ObjectSpec item, IGroundEffect? effect)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(item);
        FloatImage cut = CutOut.Load(item.CutOut, item.Side);
        PixelRect reach = effect?.Reach(cut.Size) ?? cut.Size.Bounds;
        GroundChange? change = effect?.Change(cut);
        PixelRect window = reach.RelativeTo(-item.X, -item.Y).Intersect(photo.Size.Bounds);
        var scene = new GroundScene
        {
            Input = photo.Clone(),
            Truth = photo.Clone(),
            Subject = new Mask(photo.Size, window),
            Mark = new Mask(photo.Size, window),
        };
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                (int cutX, int cutY) = (x - item.X, y - item.Y);
                float alpha = cut.Size.Bounds.Contains(cutX, cutY) ? cut[3, cutX, cutY] : 0f;
                int i = ((cutY - reach.Y) * reach.Width) + cutX - reach.X;
                scene.Subject[x, y] = alpha >= MaskGrow.HardValue ? 1f : 0f;
                scene.Mark[x, y] = change is null || alpha >= MaskGrow.HardValue ? 0f : change.Mark[i];
                long at = photo.SampleIndex(x, y);
                Paint(scene.Input, at, alpha, c => cut[c, cutX, cutY], (c, light) => change is null ? light : change.Light(i, c, light));
                Paint(scene.Truth, at, alpha, c => cut[c, cutX, cutY], (_, light) => light);
            }
        }

        return scene;
    }

    /// <summary>True if a region is the effect, false if it is not, null if it is neither: such ones teach nothing.</summary>
    /// <param name="region">What was supposed, of the picture's size.</param>
    internal bool? IsTrue(Mask region) => (HasEffect ? Iou.Of(region, Mark) : 0) switch
    {
        >= TrueOverlap => true,
        < FalseOverlap => false,
        _ => null,
    };

    private static (double L, double A, double B) LabOf(Image image, int x, int y)
    {
        CieLab.FromSrgb(image[x, y, 0] / 255f, image[x, y, 1] / 255f, image[x, y, 2] / 255f, out float lightness, out float a, out float b);
        return (lightness, a, b);
    }

    private static void Paint(Image image, long at, float alpha, Func<int, float> color, Func<int, float, float> light)
    {
        for (int c = 0; c < 3; c++)
        {
            float ground = SrgbCurve.Encode(light(c, SrgbCurve.Decode(image.Samples8[at + c] / 255f)));
            float mixed = alpha > 0 ? (alpha * color(c)) + ((1 - alpha) * ground) : ground;
            image.Samples8[at + c] = (byte)Math.Clamp(MathF.Round(mixed * 255f), 0f, 255f);
        }
    }
}
