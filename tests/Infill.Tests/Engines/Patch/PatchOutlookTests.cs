using Infill.Engines.Patch;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchOutlookTests
{
    private const int Plenty = 1000;

    [Fact]
    public void Trust_HoleOfOneLevel_IsWhole()
    {
        // A small hole in strong texture: there is no coarser level that could be unlike the finest.
        Assert.Equal(1f, new PatchOutlook(Plenty, [500f]).Trust);
    }

    [Theory, InlineData(0.3f), InlineData(20f), InlineData(300f)]
    public void Uniqueness_TextureOfEverySize_IsNone(float distance) =>
        Assert.Equal(0f, Down(distance, distance, distance).Uniqueness);

    [Theory, InlineData(30f, 0f), InlineData(50f, 0.5f), InlineData(200f, 1f)]
    public void Uniqueness_SoftShapes_GrowsWithTheirDifference(float coarsest, float expected) =>
        Assert.Equal(expected, Down(coarsest, 3f, 2f).Uniqueness, 1e-6f);

    [Theory, InlineData(100f, 9f), InlineData(9f, 100f)]
    public void Uniqueness_OneFineLevelWithTexture_IsNone(float middle, float finest) =>
        Assert.Equal(0f, Down(200f, middle, finest).Uniqueness);

    [Fact]
    public void Trust_SoftUniqueShapes_FallsBelowHalf() => Assert.Equal(0.4f, Down(200f, 3f, 2f).Trust, 1e-6f);

    [Fact]
    public void Trust_FewSourcesAndUniqueShapes_Multiply() =>
        Assert.Equal(0.2f, (Down(200f, 3f, 2f) with { CoarsestSources = PatchOutlook.FewSources / 2 }).Trust, 1e-6f);

    private static PatchOutlook Down(float coarsest, float middle, float finest) =>
        new(Plenty, [finest, middle, coarsest]);
}
