using Infill.Diffusion;
using Infill.Imaging;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>The small autoencoder: deterministic, a hundredth of the work, for previews and speed.</summary>
/// <param name="config">Its shape and scale.</param>
/// <param name="encoder">From <c>sample</c> to <c>latents</c>; owned.</param>
/// <param name="decoder">From <c>latent_sample</c> to <c>sample</c>; owned.</param>
internal sealed class TinyCodec(TinyVaeConfig config, OnnxModel encoder, OnnxModel decoder) : ILatentCodec
{
    /// <inheritdoc/>
    public int Factor => 1 << (config.EncoderChannels.Count - 1);

    /// <inheritdoc/>
    public int Channels => config.LatentChannels;

    /// <inheritdoc/>
    public FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken)
    {
        FloatImage latent = encoder.Run(
            new Dictionary<string, OnnxTensor> { ["sample"] = PictureRange.ToSigned(picture).ToTensor() }, ["latents"], cancellationToken)[0].ToImage();
        return Scale(latent, config.ScalingFactor);
    }

    /// <inheritdoc/>
    public FloatImage Decode(FloatImage latent, CancellationToken cancellationToken)
    {
        FloatImage unscaled = Scale(latent.Clone(), 1f / config.ScalingFactor);
        FloatImage signed = decoder.Run(
            new Dictionary<string, OnnxTensor> { ["latent_sample"] = unscaled.ToTensor() }, ["sample"], cancellationToken)[0].ToImage();
        return PictureRange.FromSigned(signed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
    }

    private static FloatImage Scale(FloatImage own, float factor)
    {
        for (int i = 0; i < own.Values.Length; i++)
        {
            own.Values[i] *= factor;
        }

        return own;
    }
}
