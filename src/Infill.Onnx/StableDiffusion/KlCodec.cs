using Infill.Diffusion;
using Infill.Imaging;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>The full autoencoder of a model.</summary>
/// <param name="config">Its shape and scale.</param>
/// <param name="encoder">From <c>sample</c> to <c>latent_parameters</c>; owned.</param>
/// <param name="decoder">From <c>latent_sample</c> to <c>sample</c>; owned.</param>
internal sealed class KlCodec(VaeConfig config, OnnxModel encoder, OnnxModel decoder) : ILatentCodec
{
    /// <summary>The reference clamps the logarithm of the posterior's variance to this range.</summary>
    private const float LowestLogVariance = -30f;
    private const float HighestLogVariance = 20f;

    /// <inheritdoc/>
    public int Factor => config.Factor;

    /// <inheritdoc/>
    public int Channels => config.LatentChannels;

    /// <inheritdoc/>
    public FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken)
    {
        FloatImage signed = PictureRange.ToSigned(picture);
        FloatImage parameters = encoder.Run(
            new Dictionary<string, OnnxTensor> { ["sample"] = signed.ToTensor() }, ["latent_parameters"], cancellationToken)[0].ToImage();
        var latent = new FloatImage(Channels, parameters.Size);
        FloatImage? draw = noise?.Draw(Channels, parameters.Size, 0);
        for (int i = 0; i < latent.Values.Length; i++)
        {
            float logVariance = Math.Clamp(parameters.Values[latent.Values.Length + i], LowestLogVariance, HighestLogVariance);
            float value = parameters.Values[i] + (draw is null ? 0f : MathF.Exp(0.5f * logVariance) * draw.Values[i]);
            latent.Values[i] = value * config.ScalingFactor;
        }

        return latent;
    }

    /// <inheritdoc/>
    public FloatImage Decode(FloatImage latent, CancellationToken cancellationToken)
    {
        FloatImage unscaled = latent.Clone();
        for (int i = 0; i < unscaled.Values.Length; i++)
        {
            unscaled.Values[i] /= config.ScalingFactor;
        }

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
}
