using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowSearchTests
{
    [Fact]
    public void Find_Shadow_IsTheLikeliest()
    {
        (IReadOnlyList<FoundCast> found, double bright) = ShadowSearch.Find(ShadowEvidenceTests.Evidence((0.5f, 0.5f, 0.5f)));

        Assert.InRange(found[0].Cast.Fall, -0.42, -0.28);
        Assert.InRange(found[0].Cast.Shear, 0.65, 0.95);
        Assert.InRange(found[0].Scale, 0, 2);
        Assert.Equal(found.OrderByDescending(one => one.Value), found);
        Assert.InRange(found.Count, 1, 12);
        Assert.InRange(bright, 0, found[0].Value / 2);
    }

    [Fact]
    public void Find_NoShadow_HasNothingToGoBy() =>
        Assert.Empty(ShadowSearch.Find(ShadowEvidenceTests.Evidence((1, 1, 1), grain: 2)).Shadows);

    [Fact]
    public void Find_Twice_IsTheSame() => Assert.Equal(
        ShadowSearch.Find(ShadowEvidenceTests.Evidence((0.6f, 0.6f, 0.6f))).Shadows,
        ShadowSearch.Find(ShadowEvidenceTests.Evidence((0.6f, 0.6f, 0.6f))).Shadows);
}
