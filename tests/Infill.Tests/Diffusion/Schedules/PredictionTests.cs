using CsCheck;
using Infill.Diffusion;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Schedules;

public sealed class PredictionTests
{
    private static readonly PixelSize Size = new(5, 3);

    [Fact]
    public void ToClean_WhatAPerfectNetworkGives_IsThePicture() =>
        Gen.Select(Gen.Enum<PredictionType>(), Gen.Double[0.05, 1], Gen.Double[0.05, 3]).Sample((type, alpha, sigma) =>
        {
            var level = new NoiseLevel(alpha, sigma);
            FloatImage clean = new TorchNoise(1).Draw(2, Size, 0);
            FloatImage noise = new TorchNoise(2).Draw(2, Size, 0);
            FloatImage x = LinearSum.Of((alpha, clean), (sigma, noise));
            NoiseLevel unit = level.Normalized();
            FloatImage output = type switch
            {
                PredictionType.Epsilon => noise,
                PredictionType.Velocity => LinearSum.Of((unit.Alpha, noise), (-unit.Sigma, clean)),
                _ => clean,
            };

            FloatImage estimate = Prediction.ToClean(output, x, level, type);

            // Rounding errors of x are divided by α.
            Assert.All(clean.Values.Zip(estimate.Values), pair => Assert.Equal(pair.First, pair.Second, 3e-6 / alpha * Math.Max(1, sigma)));
        });

    [Fact]
    public void FromClean_AnyEstimate_GoesBackToIt() =>
        Gen.Select(Gen.Enum<PredictionType>(), Gen.Double[0.1, 1], Gen.Double[0.1, 3]).Sample((type, alpha, sigma) =>
        {
            var level = new NoiseLevel(alpha, sigma);
            FloatImage clean = new TorchNoise(3).Draw(1, Size, 0);
            FloatImage x = new TorchNoise(4).Draw(1, Size, 0);

            FloatImage back = Prediction.ToClean(Prediction.FromClean(clean, x, level, type), x, level, type);

            Assert.All(clean.Values.Zip(back.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        });

    [Fact]
    public void ToClean_VelocityOfNothingButNoise_IsMinusTheOutput()
    {
        var level = new NoiseLevel(0, 1);
        FloatImage output = new TorchNoise(5).Draw(1, Size, 0);

        FloatImage clean = Prediction.ToClean(output, new TorchNoise(6).Draw(1, Size, 0), level, PredictionType.Velocity);

        Assert.Equal(output.Values.Select(v => -v), clean.Values);
    }
}
