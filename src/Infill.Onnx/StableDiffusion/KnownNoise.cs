using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Noise that was drawn before.</summary>
/// <param name="draw">Given at every call; not copied.</param>
internal sealed class KnownNoise(FloatImage draw) : INoise
{
    /// <inheritdoc/>
    public FloatImage Draw(int channels, PixelSize size, int index) => draw.Channels == channels && draw.Size == size
        ? draw
        : throw new ArgumentException($"The noise is {draw.Channels}×{draw.Size}, asked for {channels}×{size}.");
}
