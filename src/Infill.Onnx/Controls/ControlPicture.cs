using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;

namespace Infill.Onnx.Controls;

/// <summary>What a control network is shown in one run, through the same transform as the picture.</summary>
internal static class ControlPicture
{
    /// <summary>The mark of the hole for networks that were trained to inpaint.</summary>
    private const float Hole = -1f;

    /// <summary>Makes it.</summary>
    /// <param name="control">Which kind, and the map.</param>
    /// <param name="work">The picture that the model works on, 3×H×W in 0…1, and its mask, 1 = fill. Not modified.</param>
    /// <param name="rectInImage">What the run works on, in pixels of the whole picture.</param>
    /// <param name="frame">From there to the model's picture.</param>
    /// <exception cref="EngineException">The map is not of the picture's size.</exception>
    public static FloatImage Of(ControlSetup control, (FloatImage Picture, Mask Mask) work, PixelRect rectInImage, WorkFrame frame) => control.Kind switch
    {
        ControlKind.Canny => CannyEdges.Of(work.Picture),
        ControlKind.SoftEdge => SoftEdges.Of(work.Picture),
        ControlKind.Inpaint => Marked(work.Picture, work.Mask),
        _ => frame.Enter(Cut(control.Map!, rectInImage)),
    };

    private static FloatImage Cut(Image map, PixelRect rectInImage)
    {
        if (rectInImage.Intersect(map.Size.Bounds) != rectInImage)
        {
            throw new EngineException($"The control map is {map.Size}, and the region {rectInImage} reaches outside; it must have the size of the picture that is filled.");
        }

        FloatImage cut = ColorProfile.ToSrgb(map, rectInImage);
        if (cut.Channels == 3)
        {
            return cut;
        }

        var colors = new FloatImage(3, cut.Size);
        cut.Values.AsSpan(0, colors.Values.Length).CopyTo(colors.Values);
        return colors;
    }

    private static FloatImage Marked(FloatImage picture, Mask mask)
    {
        FloatImage marked = picture.Clone();
        for (int i = 0; i < marked.Values.Length; i++)
        {
            int pixel = i % (marked.Width * marked.Height);
            if (mask[pixel % marked.Width, pixel / marked.Width] > 0f)
            {
                marked.Values[i] = Hole;
            }
        }

        return marked;
    }
}
