using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Imaging;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>The noise of one picture of a batch: the reference draws the first state of all of them at once.</summary>
/// <param name="source">The batch's generator.</param>
/// <param name="batch">Pictures in the batch.</param>
/// <param name="index">Which of them.</param>
internal sealed class BatchNoise(TorchNoise source, int batch, int index) : INoise
{
    private bool _isFirst = true;

    public FloatImage Draw(int channels, PixelSize size, int step)
    {
        if (!_isFirst)
        {
            return source.Draw(channels, size, step);
        }

        _isFirst = false;
        FloatImage all = source.Draw(channels * batch, size, step);
        var own = new FloatImage(channels, size);
        all.Values.AsSpan(index * own.Values.Length, own.Values.Length).CopyTo(own.Values);
        return own;
    }
}
