using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Quality.Refining;

public sealed class RefinementPlanTests
{
    private const string Full = """
        {
          "schema": 1, "fillFirst": true, "runAll": true, "patience": 3,
          "passes": [
            { "name": "a", "place": { "region": "box", "box": { "x": 1, "y": 2, "width": 3, "height": 4 }, "growPx": 5, "featherPx": 6 } },
            { "name": "b", "place": { "region": "border", "borderPx": 7 }, "after": ["a"], "needs": ["c"],
              "fill": { "contextScale": 1.5, "strength": 0.5, "engine": "smooth", "seedOffset": 8, "blend": "poisson" }, "when": ["seam", "colorStep"] },
            { "name": "c" }
          ]
        }
        """;

    [Fact]
    public void Parse_EveryKey_IsRead()
    {
        RefinementPlan plan = RefinementPlan.Parse(Full, "plan.json");

        Assert.Equal((1, true, true, 3), (plan.Schema, plan.FillFirst, plan.RunAll, plan.Patience));
        Assert.Equal(new RefinementPlace { Region = RefinementRegion.Box, Box = new PixelRect(1, 2, 3, 4), GrowPx = 5, FeatherPx = 6 }, plan.Passes[0].Place);
        Assert.Equal(new RefinementPlace { Region = RefinementRegion.Border, BorderPx = 7 }, plan.Passes[1].Place);
        Assert.Equal(
            new RefinementSettings { ContextScale = 1.5, Strength = 0.5, Engine = "smooth", SeedOffset = 8, Blend = BlendMethod.Poisson },
            plan.Passes[1].Fill);
        Assert.Equal([Detector.Seam, Detector.ColorStep], plan.Passes[1].When);
        Assert.Equal((new RefinementPlace(), new RefinementSettings()), (plan.Passes[2].Place, plan.Passes[2].Fill));
    }

    [Fact]
    public void ToJson_AnyPlan_IsReadBackTheSame()
    {
        RefinementPlan plan = RefinementPlan.Parse(Full, "plan.json");

        Assert.Equal(plan.ToJson(), RefinementPlan.Parse(plan.ToJson(), "again").ToJson());
        Assert.Contains("\"region\": \"border\"", plan.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "plan.json is no refinement plan")]
    [InlineData("null", "JSON null")]
    [InlineData("[]", "does not fit")]
    [InlineData("{}", "does not fit")]
    [InlineData("""{"passes":[]}""", "0 passes; 1 to 32")]
    [InlineData("""{"passes":[null]}""", "null")]
    [InlineData("""{"passes":[{}]}""", "passes[0]")]
    [InlineData("""{"passes":[{"name":"a"}],"more":1}""", "more")]
    [InlineData("""{"passes":[{"name":"a","step":1}]}""", "step")]
    [InlineData("""{"passes":[{"name":"a"}],"patience":1,"patience":2}""", "patience")]
    [InlineData("""{"schema":2,"passes":[{"name":"a"}]}""", "form 2")]
    [InlineData("""{"passes":[{"name":"a"}],"patience":0}""", "patience is 0")]
    [InlineData("""{"passes":[{"name":""}]}""", "1 to 40")]
    [InlineData("""{"passes":[{"name":"a b"}]}""", "'a b'")]
    [InlineData("""{"passes":[{"name":"a\n"}]}""", "1 to 40")]
    [InlineData("""{"passes":[{"name":"a"},{"name":"a"}]}""", "2 passes are called 'a'")]
    [InlineData("""{"passes":[{"name":"a","needs":["b"]}]}""", "no pass is called so; there are: a")]
    [InlineData("""{"passes":[{"name":"a","needs":[null]}]}""", "null")]
    [InlineData("""{"passes":[{"name":"a","place":null}]}""", "place")]
    [InlineData("""{"passes":[{"name":"a","place":{"region":"all"}}]}""", "region")]
    [InlineData("""{"passes":[{"name":"a","place":{"region":1}}]}""", "region")]
    [InlineData("""{"passes":[{"name":"a","place":{"region":"box"}}]}""", "place.box must be a rectangle")]
    [InlineData("""{"passes":[{"name":"a","place":{"region":"box","box":{"x":0,"y":0,"width":0,"height":4}}}]}""", "at least one pixel")]
    [InlineData("""{"passes":[{"name":"a","place":{"box":{"x":0,"y":0,"width":1,"height":4}}}]}""", "for the region box")]
    [InlineData("""{"passes":[{"name":"a","place":{"borderPx":4}}]}""", "for the region border")]
    [InlineData("""{"passes":[{"name":"a","place":{"region":"border","borderPx":513}}]}""", "borderPx is 513; allowed are 1 to 512")]
    [InlineData("""{"passes":[{"name":"a","place":{"growPx":-1}}]}""", "growPx is -1")]
    [InlineData("""{"passes":[{"name":"a","place":{"featherPx":600}}]}""", "featherPx is 600")]
    [InlineData("""{"passes":[{"name":"a","fill":{"contextScale":0.1}}]}""", "contextScale is 0.1; allowed are 0.25 to 8")]
    [InlineData("""{"passes":[{"name":"a","fill":{"contextScale":9}}]}""", "contextScale is 9")]
    [InlineData("""{"passes":[{"name":"a","fill":{"strength":0}}]}""", "strength is 0")]
    [InlineData("""{"passes":[{"name":"a","fill":{"strength":1.1}}]}""", "strength is 1.1")]
    [InlineData("""{"passes":[{"name":"a","fill":{"seedOffset":-1}}]}""", "seedOffset is -1")]
    [InlineData("""{"passes":[{"name":"a","fill":{"blend":"glue"}}]}""", "blend")]
    [InlineData("""{"passes":[{"name":"a","when":["smell"]}]}""", "when")]
    public void Parse_NoPlan_SaysWhatIsWrongAndWhere(string json, string part)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RefinementPlan.Parse(json, "plan.json"));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("plan.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooManyPasses_IsRefused()
    {
        string passes = string.Join(',', Enumerable.Range(0, 33).Select(i => $$"""{"name":"p{{i}}"}"""));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RefinementPlan.Parse($$"""{"passes":[{{passes}}]}""", "plan.json"));

        Assert.Contains("33 passes; 1 to 32", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a→a", "a → a")]
    [InlineData("a→b b→a", "a → b → a")]
    [InlineData("a→b b→c c→b", "b → c → b")]
    public void Parse_Loop_IsNamed(string waits, string loop)
    {
        string[][] pairs = [.. waits.Split(' ').Select(pair => pair.Split('→'))];
        string passes = string.Join(',', pairs.Select((p, i) => $$"""{"name":"{{p[0]}}","{{(i % 2 == 0 ? "after" : "needs")}}":["{{p[1]}}"]}"""));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RefinementPlan.Parse($$"""{"passes":[{{passes}}]}""", "plan.json"));

        Assert.Contains($"in a loop: {loop}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindProblems_EngineThatIsNotThere_IsNamedWithTheOthers()
    {
        RefinementPlan plan = new() { Passes = [new RefinementPass { Name = "x", Fill = new RefinementSettings { Engine = "magic" } }] };

        Assert.Equal("Pass 'x' wants the engine 'magic'; there are: fake.", Assert.Single(plan.FindProblems(FakeEngine.Constant(0).InCatalog())));
        Assert.Empty(new RefinementPlan { Passes = [new RefinementPass { Name = "x" }] }.FindProblems(FakeEngine.Constant(0).InCatalog()));
    }

    [Fact]
    public void Load_FileThatIsTooLongOrEmpty_IsNotRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("long.json"), new byte[(1 << 18) + 1]);
        File.WriteAllText(folder.File("empty.json"), "");
        File.WriteAllText(folder.File("good.json"), Full);

        Assert.Contains("262145 bytes", Assert.Throws<InvalidDataException>(() => RefinementPlan.Load(folder.File("long.json"))).Message, StringComparison.Ordinal);
        Assert.Contains("0 bytes", Assert.Throws<InvalidDataException>(() => RefinementPlan.Load(folder.File("empty.json"))).Message, StringComparison.Ordinal);
        Assert.Equal(3, RefinementPlan.Load(folder.File("good.json")).Passes.Count);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("fill")]
    [InlineData("extend")]
    [InlineData("replace")]
    [InlineData("add")]
    [InlineData("refine")]
    public void For_EveryWorkflow_IsASoundPlanThatAFileCanHold(string workflow)
    {
        RefinementPlan plan = DefaultRefinement.For(workflow);

        Assert.Empty(RefinementChecks.FindProblems(plan));
        Assert.Equal(plan.ToJson(), RefinementPlan.Parse(plan.ToJson(), "default").ToJson());
        Assert.Equal(RefinementRegion.Border, plan.Passes[0].Place.Region);
        Assert.Contains(Detector.Seam, plan.Passes[0].When);
    }

    [Fact]
    public void For_WhatATextPutThere_IsNotTakenAwayForStandingOut()
    {
        foreach (RefinementPass pass in DefaultRefinement.For("add").Passes.Where(pass => pass.Place.Region == RefinementRegion.Worst))
        {
            Assert.InRange(pass.Fill.Strength!.Value, 0.1, 0.7);
            Assert.DoesNotContain(Detector.Leftover, pass.When);
        }
    }
}
