using Infill.Engines;
using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality;

/// <summary>What retries and passes have in common.</summary>
public sealed class FillChoiceTests
{
    [Theory]
    [InlineData(VerdictStatus.Completed, 5, VerdictStatus.Degraded, 0, true)]
    [InlineData(VerdictStatus.Degraded, 0, VerdictStatus.Completed, 5, false)]
    [InlineData(VerdictStatus.Degraded, 1, VerdictStatus.Degraded, 1.4, false)]
    [InlineData(VerdictStatus.Degraded, 1, VerdictStatus.Degraded, 1.6, true)]
    [InlineData(VerdictStatus.Completed, -3, VerdictStatus.Completed, -3, false)]
    public void IsBetter_TwoVerdicts_AsksForTheStatusThenForAClearGain(VerdictStatus later, double score, VerdictStatus best, double bestScore, bool expected) =>
        Assert.Equal(expected, FillChoice.IsBetter(Verdict(later, score), Verdict(best, bestScore)));

    [Fact]
    public void Try_WhatCannotBeMade_IsAReasonAndOtherFaultsPass()
    {
        Assert.Equal("No.", FillChoice.Try(() => throw new EngineException("No.")).Failure!.Message);
        Assert.IsType<InvalidRequestException>(FillChoice.Try(() => throw new InvalidRequestException(["Bad."])).Failure);
        Assert.Throws<KeepProofException>(() => FillChoice.Try(() => throw new KeepProofException(new KeepProof(1, 1, 1))));
        Assert.Throws<OperationCanceledException>(() => FillChoice.Try(() => throw new OperationCanceledException()));
    }

    [Fact]
    public void Stand_FilledPicture_IsItselfWithItsMaskAndProof()
    {
        var request = new InpaintRequest { Image = Pictures.Noise(60, 50), Mask = Holes.Of(60, 50, new PixelRect(20, 15, 16, 16)), Engine = "fake" };

        InpaintResult result = new Inpainter(FakeEngine.Constant(0).InCatalog()).Stand(request);

        Assert.Same(request.Image, result.Image);
        Assert.Equal(result.Trace.Hashes.Input, result.Trace.Hashes.Output);
        Assert.True(result.Mask.Composite.CountFilled() > request.Mask.CountFilled());
        Assert.Equal((60 * 50) - result.Mask.Composite.CountFilled(), result.Proof.KeptPixels);
        Assert.Throws<InvalidRequestException>(() => new Inpainter(FakeEngine.Constant(0).InCatalog()).Stand(request with { Mask = new Mask(request.Image.Size) }));
    }

    [Fact]
    public void WithEngine_TheSameName_ChangesNothing()
    {
        var request = new InpaintRequest
        {
            Image = Pictures.Noise(9, 9),
            Mask = new Mask(new PixelSize(9, 9)),
            Engine = "sd",
            Options = new InpaintOptions { Fill = new FillOptions { Prompt = "a cup" } },
        };

        Assert.Same(request, RequestVariation.WithEngine(request, "sd"));
        Assert.Null(RequestVariation.WithEngine(request, "patch").Options.Fill.Prompt);
        Assert.Equal(BlendMethod.Poisson, RequestVariation.WithBlend(request, BlendMethod.Poisson).Options.Blend.Method);
    }

    private static FillVerdict Verdict(VerdictStatus status, double score) =>
        new() { Status = status, Score = score, Limit = 0.5, Findings = [], Reasons = [], Heat = new Mask(new PixelSize(1, 1)) };
}
