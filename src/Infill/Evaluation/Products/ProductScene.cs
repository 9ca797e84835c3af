using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Evaluation.Products;

/// <summary>A photo with a cut-out in it, of which everything is known: how much of each pixel is the product, and in which colour.</summary>
public sealed record ProductScene
{
    /// <summary>Photo and product, 8-bit sRGB.</summary>
    public required Image Input { get; init; }

    /// <summary>The product's true matte, of the photo's size.</summary>
    public required Mask Alpha { get; init; }

    /// <summary>The product's own colours in the window of <see cref="Alpha"/>, sRGB 0…1.</summary>
    public required FloatImage Own { get; init; }

    /// <summary>Puts a cut-out into a photo, without a shadow.</summary>
    /// <param name="photo">8-bit sRGB. Not modified.</param>
    /// <param name="item">What to place where, wholly inside; its seed is not used.</param>
    /// <exception cref="ImageFileException">The cut-out cannot be read.</exception>
    /// <exception cref="InvalidRequestException">It is no cut-out.</exception>
    public static ProductScene Place(Image photo, ObjectSpec item)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(item);
        FloatImage cut = CutOut.Load(item.CutOut, item.Side);
        var scene = new ProductScene { Input = photo.Clone(), Alpha = new Mask(photo.Size, new PixelRect(item.X, item.Y, cut.Width, cut.Height)), Own = cut };
        cut.Plane(3).CopyTo(scene.Alpha.Values);
        scene.Draw(scene.Input);
        return scene;
    }

    /// <summary>The product before another background, as its true matte and its true colours give it.</summary>
    /// <param name="behind">8-bit sRGB of the photo's size. Not modified.</param>
    public Image Truth(Image behind)
    {
        ArgumentNullException.ThrowIfNull(behind);
        Image truth = behind.Clone();
        Draw(truth);
        return truth;
    }

    private void Draw(Image on)
    {
        PixelRect window = Alpha.Window;
        for (int i = 0; i < Alpha.Values.Length; i++)
        {
            long at = on.SampleIndex(window.X + (i % window.Width), window.Y + (i / window.Width));
            float alpha = Alpha.Values[i];
            for (int c = 0; c < 3 && alpha > 0; c++)
            {
                float mixed = (alpha * Own.Plane(c)[i] * 255f) + ((1 - alpha) * on.Samples8[at + c]);
                on.Samples8[at + c] = (byte)Math.Clamp(MathF.Round(mixed), 0f, 255f);
            }
        }
    }
}
