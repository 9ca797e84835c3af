using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>Checks a request before anything runs. It repairs nothing; it lists every reason at once.</summary>
public static class RequestValidator
{
    /// <summary>Does nothing if the request can be run.</summary>
    /// <exception cref="InvalidRequestException">It cannot; the exception lists every reason.</exception>
    public static void Require(InpaintRequest request, EngineCatalog engines)
    {
        IReadOnlyList<string> reasons = FindReasons(request, engines);
        if (reasons.Count > 0)
        {
            throw new InvalidRequestException(reasons);
        }
    }

    /// <summary>Every reason why the request cannot be run, in the order of its parts; empty if it can.</summary>
    public static IReadOnlyList<string> FindReasons(InpaintRequest request, EngineCatalog engines)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(engines);
        if (request.Image is null || request.Mask is null || request.Options is null || request.Guides is null)
        {
            return ["Picture, mask, options and guides must not be null."];
        }

        EngineInfo? engine = request.Given is null ? engines.Find(request.Engine ?? "") : GivenEngine.Description;
        return
        [
            .. EngineReasons(request, engines, engine),
            .. GivenReasons(request),
            .. FindMaskReasons(request.Mask, request.Image.Size, engine),
            .. ExcludeReasons(request),
            .. FindGuideReasons(request.Guides, request.Image.Size),
            .. FindOptionReasons(request.Options, request.Image.Size),
        ];
    }

    /// <summary>Why a run with these options is refused whatever engine fills; empty if none is. For callers that have no whole request yet.</summary>
    /// <param name="options">Options of all stages.</param>
    /// <param name="picture">Size of the picture.</param>
    public static IReadOnlyList<string> FindOptionReasons(InpaintOptions options, PixelSize picture) => OptionsValidator.FindReasons(options, picture);

    /// <summary>Why nothing can be filled by this mask; empty if it can. For callers that have no whole request yet.</summary>
    /// <param name="mask">The user's mask, before growth.</param>
    /// <param name="picture">Size of its picture.</param>
    /// <param name="engine">The engine, or null if it is unknown.</param>
    public static IEnumerable<string> FindMaskReasons(Mask mask, PixelSize picture, EngineInfo? engine)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Size != picture)
        {
            yield return $"Mask is {mask.Size}, picture is {picture}; both must have the same size.";
        }

        if (FirstBadValue(mask) is { } bad)
        {
            yield return $"Mask has the value {bad.Value} at ({bad.X}, {bad.Y}); values must be 0 (keep) to 1 (fill).";
            yield break;
        }

        long filled = mask.CountFilled();
        if (filled == 0)
        {
            yield return "Mask is empty: no pixel is above 0, so there is nothing to fill. Was the other polarity meant (1 = fill)?";
        }
        else if (filled == mask.Size.Area && engine is { FillsWithoutContext: false })
        {
            yield return $"Mask covers the whole {mask.Size} picture, so engine '{engine.Name}' has nothing to go by. " +
                "Keep some pixels; was the other polarity meant (1 = fill)?";
        }
    }

    /// <summary>Why guide lines do not fit a picture; empty if they do. For callers that have no whole request yet.</summary>
    /// <param name="guides">Lines in picture pixels.</param>
    /// <param name="size">Size of the picture.</param>
    public static IEnumerable<string> FindGuideReasons(IReadOnlyList<GuideLine> guides, PixelSize size)
    {
        ArgumentNullException.ThrowIfNull(guides);
        for (int i = 0; i < guides.Count; i++)
        {
            IReadOnlyList<(double X, double Y)>? points = guides[i]?.Points;
            if (points is null || points.Count < 2)
            {
                yield return $"Guide line {i + 1} has {points?.Count ?? 0} points; a line needs at least 2.";
            }
            else if (points.Any(p => !double.IsFinite(p.X) || !double.IsFinite(p.Y)))
            {
                yield return $"Guide line {i + 1} has a point that is not finite; give pixels of the picture.";
            }
            else if (points.Max(p => p.X) <= 0 || points.Min(p => p.X) >= size.Width || points.Max(p => p.Y) <= 0 || points.Min(p => p.Y) >= size.Height)
            {
                yield return $"Guide line {i + 1} lies outside the {size} picture; give points that lead through it.";
            }
        }
    }

    private static IEnumerable<string> EngineReasons(InpaintRequest request, EngineCatalog engines, EngineInfo? engine)
    {
        if (engine is null)
        {
            string known = string.Join(", ", engines.Engines.Select(e => e.Name));
            yield return $"There is no engine '{request.Engine}'; use one of: {(known.Length > 0 ? known : "none is registered")}.";
        }
        else if (engine.PictureSize is PixelSize size && size != request.Image.Size)
        {
            yield return $"Engine '{engine.Name}' was set up with a map of {size}, the picture is {request.Image.Size}; both must have the same size.";
        }
        else if (!engine.UsesDiffusion && request.Options.Fill?.Diffusion is not null)
        {
            yield return $"Engine '{engine.Name}' runs no diffusion model, but Fill.Diffusion was given; leave it out, or use an engine that runs one.";
        }

        if (engine is { UsesPrompt: false } && !string.IsNullOrWhiteSpace(request.Options.Fill?.Prompt))
        {
            string[] withText = [.. engines.Engines.Where(e => e.UsesPrompt).Select(e => e.Name)];
            string remedy = withText.Length > 0 ? $"or use an engine that reads one: {string.Join(", ", withText)}." : "no engine here reads one.";
            yield return $"Engine '{engine.Name}' does not read a prompt, but one was given; leave it out, {remedy}";
        }
    }

    private static IEnumerable<string> GivenReasons(InpaintRequest request)
    {
        if (request.Given?.Image is Image given && (given.Size != request.Image.Size || given.Format != request.Image.Format))
        {
            yield return $"Given content is {given.Size} in {given.Format}, the picture {request.Image.Size} in {request.Image.Format}; both must agree.";
        }
    }

    private static IEnumerable<string> ExcludeReasons(InpaintRequest request)
    {
        if (request.Exclude is null)
        {
            yield break;
        }

        if (request.Exclude.Size != request.Image.Size)
        {
            yield return $"Exclusion mask is {request.Exclude.Size}, picture is {request.Image.Size}; both must have the same size.";
        }

        if (FirstBadValue(request.Exclude) is { } bad)
        {
            yield return $"Exclusion mask has the value {bad.Value} at ({bad.X}, {bad.Y}); values must be 0 to 1.";
        }
    }

    private static (int X, int Y, float Value)? FirstBadValue(Mask mask)
    {
        for (int i = 0; i < mask.Values.Length; i++)
        {
            // Written so that NaN is bad too.
            if (!(mask.Values[i] >= 0f && mask.Values[i] <= 1f))
            {
                return (mask.Window.X + (i % mask.Window.Width), mask.Window.Y + (i / mask.Window.Width), mask.Values[i]);
            }
        }

        return null;
    }
}
