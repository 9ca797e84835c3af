using Infill.Imaging;
using Infill.Masks;

namespace Infill.Quality.Refining;

/// <summary>The mask of a pass: never above the composite of the user's mask, so no kept pixel can be reached.</summary>
internal static class PassMask
{
    /// <summary>How much of what the pass fills is shown, in the composite's window.</summary>
    /// <param name="composite">How much of a fill is shown at all; not modified.</param>
    /// <param name="pass">With its place resolved.</param>
    /// <param name="share">Of the new content, above 0 up to 1.</param>
    public static Mask Make(Mask composite, TracePass pass, float share)
    {
        Mask mask = pass.Region switch
        {
            "border" => Border(composite, pass),
            "whole" => MaskFeather.FeatherInwards(composite, pass.FeatherPx),
            _ => Rectangle(composite, pass),
        };
        foreach (ref float value in mask.Values.AsSpan())
        {
            value *= share;
        }

        return mask;
    }

    /// <summary>Width of the band along the border if the plan names none: a tenth of the hole's size, 4 to 32 pixels.</summary>
    public static int UsualBorderPx(Mask composite) => (int)Math.Clamp(0.1 * Math.Sqrt(composite.CountFilled()), 4, 32);

    private static Mask Rectangle(Mask composite, TracePass pass)
    {
        // What lies farther off than it can fade or grow would only cost time.
        PixelRect reach = composite.Window.Inflate(pass.GrowPx + pass.FeatherPx + 1).Intersect(composite.Size.Bounds);
        var drawn = new Mask(composite.Size, pass.Place.Intersect(reach));
        drawn.Values.AsSpan().Fill(1f);
        Mask region = MaskFeather.FeatherInwards(MaskGrow.Grow(drawn, pass.GrowPx), pass.FeatherPx);
        Mask mask = composite.Clone();
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] *= region[mask.Window.X + (i % mask.Window.Width), mask.Window.Y + (i / mask.Window.Width)];
        }

        return mask;
    }

    private static Mask Border(Mask composite, TracePass pass)
    {
        float[] depth = DistanceTransform.ToKept(composite);
        float width = pass.BorderPx + pass.GrowPx;
        Mask mask = composite.Clone();
        for (int i = 0; i < depth.Length; i++)
        {
            mask.Values[i] *= Math.Clamp((width + 1 - depth[i]) / (pass.FeatherPx + 1), 0f, 1f);
        }

        return mask;
    }
}
