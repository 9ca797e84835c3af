using Infill.Cli.Jobs;
using Infill.Engines;

namespace Infill.Tests.Cli;

/// <summary>When the gate asks mask models, which take longer than the embedded engine's fill.</summary>
public sealed class GateEyesTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData("auto", false, false)]
    [InlineData("auto", true, true)]
    [InlineData("always", false, true)]
    [InlineData("never", true, false)]
    public void AreWanted_AnyWord_FollowsItAndElseTheEngine(string? word, bool usesPrompt, bool expected) =>
        Assert.Equal(expected, GateEyes.AreWanted(new GateArguments { Models = word }, Engine(usesPrompt)));

    [Fact]
    public void AreWanted_GateOff_IsNeverTrue() =>
        Assert.False(GateEyes.AreWanted(new GateArguments { IsOff = true, Models = "always" }, Engine(usesPrompt: true)));

    [Fact]
    public void AreWanted_EngineThatNobodyKnows_InventsNothing()
    {
        Assert.False(GateEyes.AreWanted(new GateArguments(), engine: null));
        Assert.True(GateEyes.AreWanted(new GateArguments { Models = "always" }, engine: null));
    }

    [Fact]
    public void For_EmbeddedEngine_LooksForNoModel()
    {
        using var eyes = new GateEyes();

        Assert.All(BuiltInEngines.CreateCatalog().Engines, info => Assert.Empty(eyes.For(new GateArguments(), info)));
    }

    private static EngineInfo Engine(bool usesPrompt) => BuiltInEngines.CreateCatalog().Find("patch")! with { UsesPrompt = usesPrompt };
}
