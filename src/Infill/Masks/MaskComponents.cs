using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Finds the connected parts of a mask.</summary>
public static class MaskComponents
{
    /// <summary>The 8-connected parts of all pixels above 0, in reading order of their first pixel; empty for an empty mask.</summary>
    /// <remarks>Time and memory grow with the mask's bounds, not with the picture or the number of parts.</remarks>
    public static IReadOnlyList<MaskComponent> Find(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        PixelRect bounds = mask.FindBounds();
        Mask trimmed = bounds == mask.Window ? mask : mask.WithWindow(bounds);
        var labels = ComponentLabels.Of(trimmed, value => value > 0, diagonal: true);
        return [.. Enumerable.Range(1, labels.Count).Select(label => new MaskComponent(labels, label))];
    }
}
