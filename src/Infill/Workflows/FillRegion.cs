using Infill.Imaging;
using Infill.Masks;

namespace Infill.Workflows;

/// <summary>Fills exactly the pixels of a mask: for holes, scratches and masks that another program made.</summary>
public static class FillRegion
{
    /// <summary>Mask options that take the mask as it is: no growth, no fade, no islands filled, no specks dropped.</summary>
    public static MaskOptions ExactMask => MaskOptions.Exact;

    /// <summary>A request that fills what the mask marks and not a pixel more.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="mask">The pixels, 1 = fill; values between mix.</param>
    /// <param name="engine">Name of the engine, default "patch".</param>
    /// <param name="options">Options per stage; null = defaults with <see cref="ExactMask"/>.</param>
    /// <returns>A request that <see cref="Inpainter.Run"/> still validates.</returns>
    public static InpaintRequest ToRequest(Image image, Mask mask, string engine = "patch", InpaintOptions? options = null) => new()
    {
        Image = image,
        Mask = mask,
        Engine = engine,
        Workflow = "fill",
        Options = options ?? new InpaintOptions { Mask = ExactMask },
    };
}
