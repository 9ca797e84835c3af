namespace Infill.Onnx.StableDiffusion;

/// <summary>The guidance scale as consistency models take it: they were distilled with guidance and are told how much of it.</summary>
/// <remarks>Luo et al. 2023, §4.2; sines first.</remarks>
internal static class GuidanceEmbedding
{
    private const float LongestPeriod = 10000f;

    /// <summary>Models are told the scale less one, a thousandfold.</summary>
    private const double Stretch = 1000;

    /// <summary>Embeds a guidance scale.</summary>
    /// <param name="scale">Guidance scale, at least 1.</param>
    /// <param name="width">Length of the embedding, even.</param>
    public static float[] Of(double scale, int width)
    {
        int half = width / 2;
        float value = (float)((scale - 1) * Stretch);
        float[] embedding = new float[width];
        for (int i = 0; i < half; i++)
        {
            float angle = value * MathF.Exp(-MathF.Log(LongestPeriod) * i / (half - 1));
            embedding[i] = MathF.Sin(angle);
            embedding[half + i] = MathF.Cos(angle);
        }

        return embedding;
    }
}
