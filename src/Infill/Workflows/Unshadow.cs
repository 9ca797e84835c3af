using Infill.Engines;
using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tiles;

namespace Infill.Workflows;

/// <summary>Takes a shadow away by relighting its ground; only what is clipped to black is filled.</summary>
public static class Unshadow
{
    /// <summary>Name of the way that pixels were made, for traces.</summary>
    public const string Engine = "relight";

    // Of the outline; below, what the mask marks may be another surface rather than a shadow.
    private const double LeastAgreement = 0.5;

    // Difference of ln light between channels: shadows are a little bluer, other surfaces are of another colour.
    private const double MostTint = 0.6;

    private static readonly BlendOptions AsItIs = new() { Method = BlendMethod.Feather, ColorMatch = false, GrainMatch = false };

    /// <summary>A request that shows the relit ground.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="shadow">The shadow, roughly: its edge is looked for around the mask's. Of the picture's size.</param>
    /// <param name="keep">What throws the shadow and must stay, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A request whose mask is what relighting changes; every other pixel is kept and proven to be.</returns>
    /// <exception cref="InvalidRequestException">The mask is empty or covers everything, or what it marks is not darker than the ground around it.</exception>
    public static InpaintRequest ToRequest(Image image, Mask shadow, Mask? keep = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(shadow);
        RequireMask(image, shadow);
        RelitPicture relit = ShadowRelight.Apply(image, shadow, keep, cancellationToken);
        if (relit.Parts.Count == 0)
        {
            throw new InvalidRequestException([
                "What the mask marks is not darker than the ground around it, so there is no shadow to take away; "
                + "mark the shadow alone, with lit ground of the same kind beside it."]);
        }

        return new InpaintRequest
        {
            Image = image,
            Mask = relit.Changed,
            Engine = Engine,
            Workflow = "unshadow",
            Given = new GivenFill { Image = FillBlack(relit, cancellationToken), Notes = [.. relit.Parts.Select(Describe)], Warnings = [.. Warn(relit)] },
            Notes = [.. relit.Parts.Select(Describe), .. Filled(relit)],
            Options = new InpaintOptions { Mask = FillRegion.ExactMask, Blend = AsItIs },
        };
    }

    private static void RequireMask(Image image, Mask shadow)
    {
        if (shadow.Size != image.Size)
        {
            throw new InvalidRequestException([$"Mask is {shadow.Size}, picture is {image.Size}; both must have the same size."]);
        }

        long marked = shadow.CountFilled();
        if (marked == 0 || marked == shadow.Size.Area)
        {
            throw new InvalidRequestException([marked == 0
                ? "The mask is empty, so no shadow is marked."
                : $"The mask covers the whole {shadow.Size} picture, so no lit ground is left to compare the shadow with; mark the shadow alone."]);
        }
    }

    private static Image FillBlack(RelitPicture relit, CancellationToken cancellationToken)
    {
        if (relit.Clipped.CountFilled() == 0)
        {
            return relit.Image;
        }

        InpaintRequest black = FillRegion.ToRequest(relit.Image, relit.Clipped);
        return new Inpainter(BuiltInEngines.CreateCatalog()).Run(black, null, cancellationToken).Image;
    }

    private static string Describe(RelitPart part) =>
        $"Shadow {part.Bounds}: it leaves {Percent(part.Light.Red)}, {Percent(part.Light.Green)}, {Percent(part.Light.Blue)} of red, green and blue light; edge σ {part.SoftnessPx:0.0} px, {part.MovedPx:0.0} px from the mask's in the mean.";

    private static string Percent(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * share:0} %");

    private static IEnumerable<string> Filled(RelitPicture relit) => relit.Clipped.CountFilled() is > 0 and long count
        ? [$"{count} px were clipped to black and are filled from the surroundings."]
        : [];

    private static IEnumerable<string> Warn(RelitPicture relit)
    {
        foreach (RelitPart part in relit.Parts)
        {
            double[] steps = [Math.Log(part.Light.Red), Math.Log(part.Light.Green), Math.Log(part.Light.Blue)];
            if (part.Agreement < LeastAgreement || steps.Max() - steps.Min() > MostTint)
            {
                yield return $"The region {part.Bounds} may be no shadow but another surface: "
                    + (part.Agreement < LeastAgreement ? $"only {Percent(part.Agreement)} of its edge shows the same step in light." : "its colour changes, too.");
            }
        }

        foreach (PixelRect region in relit.Unlike)
        {
            yield return $"The region {region} is not darker than the ground around it and stays as it is.";
        }
    }
}
