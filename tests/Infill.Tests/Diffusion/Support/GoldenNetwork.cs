using Infill.Diffusion;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Support;

/// <summary>The stand-in for a network with which the reference trajectories were recorded: 0.35·sin 2x + 0.6·x·cos(t/300) + 0.05.</summary>
internal sealed class GoldenNetwork(PredictionType type) : IDenoiser
{
    /// <summary>What the network was given, call by call.</summary>
    public List<FloatImage> Inputs { get; } = [];

    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        FloatImage input = x.Clone();
        FloatImage output = x.Clone();
        float slope = (float)Math.Cos(at.Level.Timestep / 300);
        for (int i = 0; i < x.Values.Length; i++)
        {
            float scaled = x.Values[i] * (float)at.Level.InputScale;
            input.Values[i] = scaled;
            output.Values[i] = (0.35f * MathF.Sin(2 * scaled)) + (0.6f * scaled * slope) + 0.05f;
        }

        Inputs.Add(input);
        return Prediction.ToClean(output, x, at.Level, type);
    }
}
