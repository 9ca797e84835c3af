using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class RequestsTests
{
    private static readonly Image Picture = Pictures.Noise(20, 20);
    private static readonly Mask Object = Holes.Of(20, 20, new PixelRect(8, 8, 3, 3));

    [Fact]
    public void RemoveObject_Defaults_GrowTheMask()
    {
        InpaintRequest request = RemoveObject.ToRequest(Picture, Object);

        Assert.Equal(("remove", "patch"), (request.Workflow, request.Engine));
        Assert.Same(Object, request.Mask);
        Assert.Equal(new InpaintOptions().Mask, request.Options.Mask);
    }

    [Fact]
    public void FillRegion_Defaults_TakeTheMaskAsItIs()
    {
        InpaintRequest request = FillRegion.ToRequest(Picture, Object, "smooth");

        Assert.Equal(("fill", "smooth"), (request.Workflow, request.Engine));
        Assert.Equal((0, 0, 0), (request.Options.Mask.GrowPx, request.Options.Mask.FeatherPx, request.Options.Mask.FillHolesPx));
    }

    [Fact]
    public void ReplaceRegion_NoTextEngine_SaysSoAndHowToGetOne()
    {
        EngineCatalog engines = FakeEngine.Constant(1f).InCatalog();

        InvalidRequestException e = Assert.Throws<InvalidRequestException>(
            () => ReplaceRegion.ToRequest((Picture, Object), "a dog", engines));

        Assert.Contains("no text engine built in yet (engines here: fake)", e.Message, StringComparison.Ordinal);
        Assert.Contains("infill remove", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReplaceRegion_TextEngine_GetsThePrompt()
    {
        EngineCatalog engines = FakeEngine.Constant(1f, FakeEngine.Plain with { UsesPrompt = true }).InCatalog();

        InpaintRequest request = ReplaceRegion.ToRequest((Picture, Object), "a dog", engines);

        Assert.Equal(("replace", "fake", "a dog"), (request.Workflow, request.Engine, request.Options.Fill.Prompt));
        Assert.Empty(RequestValidator.FindReasons(request, engines));
    }

    [Fact]
    public void ReplaceRegion_BlankPrompt_IsRefused()
    {
        EngineCatalog engines = FakeEngine.Constant(1f, FakeEngine.Plain with { UsesPrompt = true }).InCatalog();

        Assert.Throws<InvalidRequestException>(() => ReplaceRegion.ToRequest((Picture, Object), " ", engines));
    }
}
