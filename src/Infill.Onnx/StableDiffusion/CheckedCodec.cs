using Infill.Diffusion;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Holds an autoencoder to numbers: in half precision some overflow, and the picture would be black.</summary>
/// <param name="inner">The autoencoder; not owned.</param>
internal sealed class CheckedCodec(ILatentCodec inner) : ILatentCodec
{
    /// <inheritdoc/>
    public int Factor => inner.Factor;

    /// <inheritdoc/>
    public int Channels => inner.Channels;

    /// <inheritdoc/>
    /// <exception cref="EngineException">The encoder gave values that are no numbers.</exception>
    public FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken) =>
        RequireNumbers(inner.Encode(picture, noise, cancellationToken), "encoder");

    /// <inheritdoc/>
    /// <exception cref="EngineException">The decoder gave values that are no numbers.</exception>
    public FloatImage Decode(FloatImage latent, CancellationToken cancellationToken) =>
        RequireNumbers(inner.Decode(latent, cancellationToken), "decoder");

    /// <summary>Nothing to release: the inner one has another owner.</summary>
    public void Dispose()
    {
    }

    private static FloatImage RequireNumbers(FloatImage image, string part)
    {
        int at = Array.FindIndex(image.Values, v => !float.IsFinite(v));
        return at < 0 ? image : throw new EngineException(
            $"The autoencoder's {part} gave a value that is no number at ({at % image.Width}, {at / image.Width % image.Height}) of {image.Size}; take weights of higher precision, or another autoencoder (--vae).");
    }
}
