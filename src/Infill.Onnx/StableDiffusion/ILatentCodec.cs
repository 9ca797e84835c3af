using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Between pictures and the latents that a diffusion model works on, at the scale of its UNet.</summary>
public interface ILatentCodec : IDisposable
{
    /// <summary>Picture pixels per latent pixel, 8.</summary>
    int Factor { get; }

    /// <summary>Channels of a latent, 4.</summary>
    int Channels { get; }

    /// <summary>From a picture to its latent.</summary>
    /// <param name="picture">3×H×W in 0…1, sides multiples of <see cref="Factor"/>. Not modified.</param>
    /// <param name="noise">Source of the posterior's sample: mean + deviation·noise, as the reference draws it; null takes the mean.</param>
    /// <param name="cancellationToken">Ends it within one operator.</param>
    FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken);

    /// <summary>From a latent to its picture, 3×H×W in 0…1.</summary>
    /// <param name="latent"><see cref="Channels"/>×h×w. Not modified.</param>
    /// <param name="cancellationToken">Ends it within one operator.</param>
    FloatImage Decode(FloatImage latent, CancellationToken cancellationToken);
}
