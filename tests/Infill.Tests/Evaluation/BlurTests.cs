using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;
using Infill.Imaging;
using Infill.Tests.Evaluation.Runs;
using Infill.Tests.Style;

namespace Infill.Tests.Evaluation;

/// <summary>On real photos: an engine that begins to blur is caught, and one that only rolls other dice is not.</summary>
public sealed class BlurTests
{
    private static readonly Lazy<IReadOnlyList<EvalCase>> Cases = new(() =>
    [
        .. new[] { "astronaut.png", "brick.png", "chelsea.png", "coffee.png", "grass.png", "gravel.png" }
            .Select(name => new EvalCase { Name = name, Photo = Path.Combine(SourceTree.Root, "samples", name), MaxSide = 240 })
            .SelectMany(photo => PunchedPhoto.Punch(photo, new HolePlan { Count = 2, MinRadius = 8, MaxRadius = 11 })),
    ]);

    private static readonly Lazy<EvalRecord> Sharp = new(() => Run(Shifted));

    [Fact]
    public void Compare_BlurredEngine_IsWorse()
    {
        EvalRecord sharp = Sharp.Value, blurred = Run((p, seed) => Blurred(Shifted(p, seed)));

        EvalComparison comparison = EvalComparison.Of(sharp, blurred);

        Assert.Equal(12, comparison.Cases);
        Assert.Equal(Verdict.Worse, comparison.Verdict);
        Judgement sharpness = comparison.Judgements.Single(j => j.Metric == "sharpError");
        Assert.True(sharpness.Verdict == Verdict.Worse, $"{sharpness.Before} → {sharpness.After}: {sharpness.Difference}");
        Assert.Equal(Verdict.Better, EvalComparison.Of(blurred, sharp).Judgements.Single(j => j.Metric == "sharpError").Verdict);
    }

    [Fact]
    public void Compare_SameEngineWithOtherDice_IsTheSame()
    {
        EvalRecord other = Run((p, seed) => Shifted(p, seed + 7));

        Assert.All(EvalComparison.Of(Sharp.Value, other).Judgements, j => Assert.Equal(Verdict.Same, j.Verdict));
    }

    private static EvalRecord Run(Func<CasePictures, int, Image> fill)
    {
        var run = new CaseRun([new ScriptedEngine("copy", fill)], [1]);
        var done = Cases.Value.Select(one => run.Run(one, null, null, CancellationToken.None)).ToList();
        return new EvalRecord
        {
            Environment = TraceEnvironment.Capture(),
            Engines = [new EvalEngine { Name = "copy", Identity = "1", UsesSeed = true }],
            Seeds = [1],
            Cases = [.. done.Select(d => d.Facts)],
            Results = [.. done.SelectMany(d => d.Results)],
        };
    }

    /// <summary>Fills with the true picture from a few pixels further: the right stuff in the wrong place.</summary>
    private static Image Shifted(CasePictures pictures, int seed)
    {
        Image image = pictures.Input.Clone();
        Image truth = pictures.Truth!;
        (int dx, int dy) = (4 + (seed * 5 % 9), 3 + (seed * 7 % 11));
        PixelRect bounds = pictures.Mask.FindBounds();
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            for (int x = bounds.X; x < bounds.Right; x++)
            {
                for (int c = 0; c < 3 && pictures.Mask[x, y] > 0; c++)
                {
                    image[x, y, c] = truth[(x + dx) % truth.Width, (y + dy) % truth.Height, c];
                }
            }
        }

        return image;
    }

    private static Image Blurred(Image image)
    {
        FloatImage pixels = ColorProfile.ToSrgb(image, image.Size.Bounds);
        for (int c = 0; c < 3; c++)
        {
            Gaussian.Blur(pixels.Plane(c), image.Size, 2).CopyTo(pixels.Plane(c));
        }

        return ColorProfile.FromSrgb(pixels, image.Format, ImageMetadata.None);
    }
}
