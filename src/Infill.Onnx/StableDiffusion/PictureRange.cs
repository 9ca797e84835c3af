using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Between the pipeline's range, 0…1, and that of autoencoders, −1…1.</summary>
internal static class PictureRange
{
    /// <summary>2x − 1; a new picture.</summary>
    public static FloatImage ToSigned(FloatImage picture)
    {
        FloatImage signed = picture.Clone();
        for (int i = 0; i < signed.Values.Length; i++)
        {
            signed.Values[i] = (2f * signed.Values[i]) - 1f;
        }

        return signed;
    }

    /// <summary>(x + 1)/2, clamped to 0…1; a new picture. What is not a number stays so, for the caller to find.</summary>
    public static FloatImage FromSigned(FloatImage signed)
    {
        FloatImage picture = signed.Clone();
        for (int i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = Math.Clamp((picture.Values[i] / 2f) + 0.5f, 0f, 1f);
        }

        return picture;
    }
}
