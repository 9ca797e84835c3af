using Infill.Diffusion;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Support;

/// <summary>Remembers what it was asked and gives what it is told to.</summary>
internal sealed class RecordingDenoiser : IDenoiser
{
    public List<DenoiseStep> Asked { get; } = [];

    public List<FloatImage> States { get; } = [];

    public Func<FloatImage, DenoiseStep, FloatImage> Answer { get; init; } = (x, _) => new FloatImage(x.Channels, x.Size);

    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(at);
        States.Add(x);
        return Answer(x, at);
    }

    /// <summary>One that always gives the same value.</summary>
    public static RecordingDenoiser Constant(float value) => new()
    {
        Answer = (x, _) =>
        {
            var answer = new FloatImage(x.Channels, x.Size);
            Array.Fill(answer.Values, value);
            return answer;
        },
    };
}
