using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Workflows;

/// <summary>Puts something new into a picture, led by a text. Needs an engine that reads one.</summary>
public static class AddObject
{
    /// <summary>Loose: the engine gets room around the place, for a thing has its own outline and a shadow. Replacing is tight, because there an outline is given.</summary>
    public static MaskOptions LooseMask { get; } = new() { GrowFraction = 0.15 };

    /// <summary>The place around a point: an ellipse of that width and height.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="centre">Middle of the thing, in picture coordinates.</param>
    /// <param name="width">Pixels, above 0.</param>
    /// <param name="height">Pixels, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a side is not above 0.</exception>
    public static Mask PlaceAt(PixelSize size, MaskPoint centre, double width, double height) => MaskShapes.Ellipse(size, centre, width / 2, height / 2);

    /// <summary>A request for the first engine of the catalog that reads a prompt, or for the named one.</summary>
    /// <param name="content">The picture, and the place, 1 = here.</param>
    /// <param name="prompt">What to add; not blank.</param>
    /// <param name="engines">Where to look for an engine.</param>
    /// <param name="engine">Name of the engine; null = the first that reads a prompt.</param>
    /// <param name="options">Options per stage; null = defaults with <see cref="LooseMask"/>. Its prompt is replaced.</param>
    /// <exception cref="InvalidRequestException">No engine here reads a prompt, or the prompt is blank.</exception>
    public static InpaintRequest ToRequest(
        (Image Image, Mask Mask) content, string prompt, EngineCatalog engines, string? engine = null, InpaintOptions? options = null) =>
        ReplaceRegion.ToRequest(content, prompt, engines, engine, options ?? new InpaintOptions { Mask = LooseMask }) with { Workflow = "add" };
}
