using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Reflections;

public sealed class MirrorMatchTests
{
    [Fact]
    public void Of_TheTrueLine_AgreesBetterThanAnyOther()
    {
        ReflectionView view = View(0.4);
        MirrorGuess truth = Truth(view);

        double best = MirrorMatch.Of(view, truth, 1).Evidence(view);

        Assert.All(Others(truth), other => Assert.True(MirrorMatch.Of(view, other, 1).Evidence(view) < best, $"{other}"));
    }

    [Theory, InlineData(0.2), InlineData(0.6)]
    public void Share_KnownReflection_IsAboutThat(double share)
    {
        ReflectionView view = View(share);

        Assert.InRange(MirrorMatch.Of(view, Truth(view), 1).Share, share * 0.6, share * 1.5);
    }

    [Fact]
    public void Of_EverySecondPixel_SaysNearlyTheSame()
    {
        ReflectionView view = View(0.4);
        MirrorMatch whole = MirrorMatch.Of(view, Truth(view), 1), half = MirrorMatch.Of(view, Truth(view), 2);

        Assert.InRange(half.Count / whole.Count, 0.9, 1.1);
        Assert.InRange(half.Evidence(view) / whole.Evidence(view), 0.8, 1.25);
    }

    [Fact]
    public void Of_LineBelowThePicture_ComparesNothing()
    {
        ReflectionView view = View(0.4);

        var match = MirrorMatch.Of(view, Truth(view) with { Line = new MirrorLine(view.Size.Height + 5, 0, 1) }, 1);

        Assert.Equal((0.0, 0.0, 0.0), (match.Count, match.Share, match.Evidence(view)));
    }

    private static ReflectionView View(double share) =>
        ReflectionView.Of(ShadowFinder.ViewOf(ReflectionPictures.Draw(share, grain: 6), ReflectionPictures.Object)!);

    private static MirrorGuess Truth(ReflectionView view) => new(
        new MirrorLine((ReflectionPictures.Foot - view.Shadow.Window.Y) * view.Shadow.Scale, 0, 1), 100, view.Object.X - 3, view.Object.Right + 3);

    private static IEnumerable<MirrorGuess> Others(MirrorGuess truth)
    {
        foreach (int side in (int[])[-1, 1])
        {
            yield return truth with { Line = truth.Line with { Row = truth.Line.Row + (4 * side) } };
            yield return truth with { Line = truth.Line with { Tilt = 0.1 * side } };
            yield return truth with { Line = truth.Line with { Squeeze = 1 + (0.15 * side) } };
            yield return truth with { Shift = 8 * side };
        }
    }
}
