using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests;

public sealed class RequestValidatorTests
{
    private static readonly InpaintRequest Good = new()
    {
        Image = Pictures.Noise(20, 10),
        Mask = Holes.Of(20, 10, new PixelRect(5, 5, 3, 3)),
        Engine = "fake",
    };

    private static InpaintOptions Diffusing(DiffusionOptions diffusion) => new() { Fill = new() { Diffusion = diffusion } };

    public static TheoryData<string, InpaintOptions> BadOptions() => new()
    {
        { "Mask.FillHolesPx", new() { Mask = new() { FillHolesPx = -1 } } },
        { "Mask.DropSpecksPx", new() { Mask = new() { DropSpecksPx = -1 } } },
        { "Mask.GrowFraction", new() { Mask = new() { GrowFraction = double.NaN } } },
        { "Mask.GrowFraction", new() { Mask = new() { GrowFraction = 1.01 } } },
        { "Mask.GrowPx", new() { Mask = new() { GrowPx = 513 } } },
        { "Mask.FeatherPx", new() { Mask = new() { FeatherPx = -1 } } },
        { "Plan.ContextPx", new() { Plan = new() { ContextPx = 4097 } } },
        { "Plan.Passes[1]", new() { Plan = new() { Passes = [new(0, 0, 20, 10), new(1, 0, 20, 10)] } } },
        { "Plan.Passes[0]", new() { Plan = new() { Passes = [new(5, 5, 0, 3)] } } },
        { "Plan.Passes.Count", new() { Plan = new() { Passes = [.. Enumerable.Repeat(new PixelRect(0, 0, 1, 1), 4097)] } } },
        { "Fill.Seed", new() { Fill = new() { Seed = -1 } } },
        { "Fill.Threads", new() { Fill = new() { Threads = 1025 } } },
        { "Fill.Diffusion.Steps", Diffusing(new() { Steps = 0 }) },
        { "Fill.Diffusion.Strength is", Diffusing(new() { Strength = double.NaN }) },
        { "Fill.Diffusion.Strength 0.1 of 9", Diffusing(new() { Strength = 0.1, Steps = 9 }) },
        { "Fill.Diffusion.RefineStrength", Diffusing(new() { RefineStrength = 0 }) },
        { "Fill.Diffusion.Sampler", Diffusing(new() { Sampler = "magic" }) },
        { "Fill.Diffusion.ClipSkip", Diffusing(new() { ClipSkip = 12 }) },
        { "Fill.Diffusion.HoleContent", Diffusing(new() { HoleContent = (HoleContent)9 }) },
        { "Fill.Diffusion.Guidance is null", Diffusing(new() { Guidance = null! }) },
        { "Fill.Diffusion.Guidance.Scale", Diffusing(new() { Guidance = new() { Scale = -1 } }) },
        { "Fill.Diffusion.Guidance.Rescale", Diffusing(new() { Guidance = new() { Rescale = 1.5 } }) },
        { "Fill.Diffusion.Guidance acts", Diffusing(new() { Guidance = new() { Begin = 0.6, End = 0.5 } }) },
        { "Blend.Method", new() { Blend = new() { Method = (BlendMethod)99 } } },
        { "Blend.RingPx", new() { Blend = new() { RingPx = 1 } } },
        { "Blend.SeamLimit", new() { Blend = new() { SeamLimit = double.PositiveInfinity } } },
        { "null", new() { Blend = null! } },
    };

    [Fact]
    public void FindReasons_GoodRequest_HasNone() => Assert.Empty(Reasons(Good));

    [Theory, MemberData(nameof(BadOptions))]
    public void FindReasons_OneBadOption_NamesIt(string name, InpaintOptions options)
    {
        string reason = Assert.Single(Reasons(Good with { Options = options }));

        Assert.Contains(name, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void FindReasons_EveryLimitItself_IsAllowed()
    {
        var options = new InpaintOptions
        {
            Mask = new() { FillHolesPx = 0, GrowFraction = 1, GrowPx = 512, FeatherPx = 512 },
            Plan = new() { ContextPx = 4096, Passes = [new(0, 0, 20, 10)] },
            Fill = new()
            {
                Seed = FillOptions.MaxSeed,
                Threads = FillOptions.MaxThreads,
                Diffusion = new() { Steps = 1000, Strength = 1, ClipSkip = 11, Sampler = "EULER", Guidance = new() { Scale = 100, Rescale = 1, Begin = 1 } },
            },
            Blend = new() { RingPx = 256, SeamLimit = 10 },
        };

        Assert.Empty(Reasons(Good with { Options = options }));
    }

    [Fact]
    public void FindReasons_UnknownEngine_ListsTheKnownOnes()
    {
        string reason = Assert.Single(Reasons(Good with { Engine = "lama" }));

        Assert.Equal("There is no engine 'lama'; use one of: fake.", reason);
    }

    [Fact]
    public void FindReasons_DiffusionForAnEngineThatRunsNone_IsRefused()
    {
        string reason = Assert.Single(Reasons(Good with { Options = Diffusing(new DiffusionOptions()) }, FakeEngine.Plain with { UsesDiffusion = false }));

        Assert.StartsWith("Engine 'fake' runs no diffusion model, but Fill.Diffusion was given", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void FindReasons_PromptForAnEngineThatTakesNone_IsRefused()
    {
        InpaintRequest request = Good with { Options = new() { Fill = new() { Prompt = "a cat" } } };

        Assert.Contains("does not read a prompt", Assert.Single(Reasons(request)), StringComparison.Ordinal);
        Assert.Empty(Reasons(request, FakeEngine.Plain with { UsesPrompt = true }));
    }

    [Fact]
    public void FindReasons_MaskOfAnotherSize_NamesBothSizes()
    {
        string reason = Assert.Single(Reasons(Good with { Mask = Holes.Of(21, 10, new PixelRect(5, 5, 3, 3)) }));

        Assert.Equal("Mask is 21×10, picture is 20×10; both must have the same size.", reason);
    }

    [Fact]
    public void FindReasons_EmptyMask_IsRefused() =>
        Assert.Contains("empty", Assert.Single(Reasons(Good with { Mask = new Mask(Good.Image.Size) })), StringComparison.Ordinal);

    [Fact]
    public void FindReasons_FullMask_IsRefusedUnlessTheEngineNeedsNoContext()
    {
        InpaintRequest request = Good with { Mask = Holes.Of(20, 10, new PixelRect(0, 0, 20, 10)) };

        Assert.Contains("whole 20×10 picture", Assert.Single(Reasons(request)), StringComparison.Ordinal);
        Assert.Empty(Reasons(request, FakeEngine.Plain with { FillsWithoutContext = true }));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.5f)]
    [InlineData(1.5f)]
    public void FindReasons_MaskValueOutOfRange_NamesThePlace(float bad)
    {
        Mask mask = Good.Mask.Clone();
        mask[6, 7] = bad;

        Assert.Contains("(6, 7)", Assert.Single(Reasons(Good with { Mask = mask })), StringComparison.Ordinal);
        Assert.Contains("(6, 7)", Assert.Single(Reasons(Good with { Exclude = mask })), StringComparison.Ordinal);
    }

    [Fact]
    public void FindReasons_BadGuides_NamesEach()
    {
        GuideLine[] guides =
        [
            new([(1, 1)]),
            new([(1, 1), (double.NaN, 2)]),
            new([(-5, 1), (30, 2)]),
            new(null!),
            new([(-9, -9), (-1, 30)]),
        ];

        IReadOnlyList<string> reasons = Reasons(Good with { Guides = guides });

        Assert.Equal(["Guide line 1", "Guide line 2", "Guide line 4", "Guide line 5"], reasons.Select(r => r[..12]));
    }

    [Fact]
    public void Require_ManyFaults_ListsAllAtOnce()
    {
        InpaintRequest request = Good with
        {
            Engine = "nope",
            Mask = new Mask(new PixelSize(3, 3)),
            Exclude = new Mask(new PixelSize(4, 4)),
            Guides = [new([])],
            Options = new() { Fill = new() { Seed = -5 }, Mask = new MaskOptions { GrowPx = -1 } },
        };

        InvalidRequestException e = Assert.Throws<InvalidRequestException>(
            () => RequestValidator.Require(request, new FakeEngine((t, _) => t.Image).InCatalog()));

        Assert.Equal(7, e.Reasons.Count); // engine, mask size, mask empty, exclusion, guide, growth, seed
        Assert.All(e.Reasons, r => Assert.Contains(r, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void FindReasons_NullParts_DoNotThrow() => Assert.Single(Reasons(Good with { Mask = null! }));

    private static IReadOnlyList<string> Reasons(InpaintRequest request, EngineInfo? info = null) =>
        RequestValidator.FindReasons(request, new FakeEngine((tile, _) => tile.Image, info).InCatalog());
}
