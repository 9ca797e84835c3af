using Infill.Engines;
using Infill.Quality;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality;

public sealed class RetryPlanTests
{
    private static readonly InpaintRequest Request = new()
    {
        Image = Pictures.Noise(60, 40),
        Mask = Holes.Of(60, 40, new Infill.Imaging.PixelRect(20, 15, 9, 7)),
        Engine = "fake",
        Options = new InpaintOptions { Fill = new FillOptions { Seed = 7, Prompt = "a text" } },
    };

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 1, 4)]
    [InlineData(1, 3, 3)]
    [InlineData(4, 3, 6)]
    [InlineData(2, 9, 10)]
    public void Of_AnyBudget_GivesCandidatesAndFurtherAttempts(int candidates, int attempts, int count) =>
        Assert.Equal(count, Plan(candidates, attempts).Length);

    [Fact]
    public void Of_Candidates_DifferInTheirSeedsOnly()
    {
        (string Reason, InpaintRequest Request)[] plan = Plan(3, 1);

        Assert.Equal([7, 8, 9], plan.Select(p => p.Request.Options.Fill.Seed));
        Assert.Equal(["candidate 1 of 3", "candidate 2 of 3", "candidate 3 of 3"], plan.Select(p => p.Reason));
        Assert.All(plan, p => Assert.Equal(Request.Options.Plan, p.Request.Options.Plan));
    }

    [Fact]
    public void Of_FurtherAttempts_ChangeContextBlendEngineAndSeed()
    {
        (string Reason, InpaintRequest Request)[] plan = Plan(1, 6, "other", "fake", "third");

        Assert.Equal(["candidate 1 of 1", "more context", "another blend", "engine other", "engine third", "another seed"], plan.Select(p => p.Reason));
        Assert.Equal((int)(1.6 * FakeEngine.Plain.Context.MarginFor(9)), plan[1].Request.Options.Plan.ContextPx);
        Assert.Equal(BlendMethod.Poisson, plan[2].Request.Options.Blend.Method);
        Assert.Equal(["other", "third"], plan[3..5].Select(p => p.Request.Engine));
        Assert.All(plan[3..5], p => Assert.Null(p.Request.Options.Fill.Prompt));
        Assert.Equal("a text", plan[5].Request.Options.Fill.Prompt);
        Assert.Equal(plan.Length, plan.Select(p => p.Request.Options.Fill.Seed).Distinct().Count());
    }

    [Fact]
    public void Of_BlendThatIsPoisson_TriesMultiband()
    {
        InpaintRequest poisson = Request with { Options = Request.Options with { Blend = new BlendOptions { Method = BlendMethod.Poisson } } };

        InpaintRequest[] plan = [.. RetryPlan.Of(poisson, FakeEngine.Plain, new GateBudget { Attempts = 3 }).Select(p => p.Request)];

        Assert.Equal(BlendMethod.Multiband, plan[2].Options.Blend.Method);
    }

    [Fact]
    public void Of_ContextThatWasAskedFor_IsWidenedWithinBounds()
    {
        InpaintRequest wide = Request with { Options = Request.Options with { Plan = new PlanOptions { ContextPx = 4000 } } };

        Assert.Equal(4096, RetryPlan.Of(wide, FakeEngine.Plain, new GateBudget { Attempts = 2 }).Last().Request.Options.Plan.ContextPx);
    }

    [Fact]
    public void Of_EngineWithoutSeed_TriesNothingTwice()
    {
        EngineInfo still = FakeEngine.Plain with { UsesSeed = false };

        (string Reason, InpaintRequest)[] plan = [.. RetryPlan.Of(Request, still, new GateBudget { Candidates = 4, Attempts = 9 })];

        Assert.Equal(["candidate 1 of 1", "more context", "another blend"], plan.Select(p => p.Reason));
    }

    [Fact]
    public void Of_LargestSeed_GoesOnAtZero()
    {
        InpaintRequest last = Request with { Options = Request.Options with { Fill = new FillOptions { Seed = FillOptions.MaxSeed } } };

        Assert.Equal([FillOptions.MaxSeed, 0], RetryPlan.Of(last, FakeEngine.Plain, new GateBudget { Candidates = 2 }).Select(p => p.Request.Options.Fill.Seed));
    }

    private static (string Reason, InpaintRequest Request)[] Plan(int candidates, int attempts, params string[] engines) =>
        [.. RetryPlan.Of(Request, FakeEngine.Plain, new GateBudget { Candidates = candidates, Attempts = attempts, Engines = engines })];
}
