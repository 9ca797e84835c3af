using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Counter-based noise and how much of it each channel of the state gets.</summary>
/// <param name="Source">Where the draws come from.</param>
/// <param name="ChannelScale">Factor on the noise, one per channel of the state; 0 leaves the channel clean.</param>
public sealed record ChannelNoise(GaussianNoise Source, ReadOnlyMemory<float> ChannelScale) : INoise
{
    /// <inheritdoc/>
    public FloatImage Draw(int channels, PixelSize size, int index)
    {
        if (ChannelScale.Length != channels)
        {
            throw new ArgumentException($"Got {ChannelScale.Length} channel scales for a state of {channels} channels; one per channel is needed.");
        }

        return Source.AddTo(new FloatImage(channels, size), 1f, index, ChannelScale.Span);
    }
}
