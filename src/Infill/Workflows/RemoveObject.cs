using Infill.Imaging;

namespace Infill.Workflows;

/// <summary>Takes an object out of a picture and continues what lies behind it.</summary>
public static class RemoveObject
{
    /// <summary>A request that removes what the mask marks.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="mask">The object, 1 = remove. A rough outline is enough: the default options grow it, so that no rim stays.</param>
    /// <param name="engine">Name of the engine, default "patch".</param>
    /// <param name="options">Options per stage; null = defaults.</param>
    /// <returns>A request that <see cref="Inpainter.Run"/> still validates.</returns>
    public static InpaintRequest ToRequest(Image image, Mask mask, string engine = "patch", InpaintOptions? options = null) => new()
    {
        Image = image,
        Mask = mask,
        Engine = engine,
        Workflow = "remove",
        Options = options ?? new InpaintOptions(),
    };
}
