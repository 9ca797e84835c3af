using System.Text.Json;
using Infill.Engines;
using Infill.Masks;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Server.Tests.Api;

/// <summary>What absent members mean, and what present ones do.</summary>
public sealed class RequestReaderTests
{
    private static readonly EngineCatalog Engines = BuiltInEngines.CreateCatalog();

    [Theory]
    [InlineData("remove", false)]
    [InlineData("fill", true)]
    public void Read_NothingButTheWorkflow_HasTheLibrarysDefaults(string workflow, bool isExact)
    {
        JobSpec spec = Read($$"""{"workflow": "{{workflow}}"}""");

        Assert.Equal("patch", spec.Engine);
        Assert.Equal(isExact ? FillRegion.ExactMask : new MaskOptions(), spec.Options.Mask);
        Assert.Equal(new FillOptions(), spec.Options.Fill);
        Assert.Equal(new BlendOptions(), spec.Options.Blend);
        Assert.Null(spec.Options.Plan.ContextPx);
        Assert.Equal(new OutputSpec(), spec.Output);
        Assert.Equal(new JobTerms(), RequestReader.ReadTerms(Parse($$"""{"workflow": "{{workflow}}"}"""), null));
    }

    [Fact]
    public void Read_EveryMember_Arrives()
    {
        JobSpec spec = Read("""
            {"workflow": "replace", "engine": "sd", "prompt": "a cat", "seed": 5, "context": 30, "guides": [[[1, 2], [3, 4]]],
             "options": {"grow_px": 4, "feather_px": 2, "fill_holes_px": 9, "drop_specks_px": 8, "blend": "multiband", "color_match": false, "grain": false},
             "diffusion": {"negative_prompt": "a dog", "steps": 9, "strength": 0.5, "sampler": "Euler-A", "guidance": 3, "hole_fill": "patch", "refine": 0.4},
             "output": {"format": "webp", "jpeg_quality": 50, "strip_metadata": true, "count": 3}}
            """);

        Assert.Equal((JobWorkflow.Replace, "sd", "a cat", 5, 30), (spec.Workflow, spec.Engine, spec.Options.Fill.Prompt, spec.Options.Fill.Seed, spec.Options.Plan.ContextPx));
        Assert.Equal(new MaskOptions { GrowPx = 4, FeatherPx = 2, FillHolesPx = 9, DropSpecksPx = 8 }, spec.Options.Mask);
        Assert.Equal(new BlendOptions { Method = BlendMethod.Multiband, ColorMatch = false, GrainMatch = false }, spec.Options.Blend);
        Assert.Equal(
            new DiffusionOptions { NegativePrompt = "a dog", Steps = 9, Strength = 0.5, Sampler = "euler-a", Guidance = new GuidanceChoice { Scale = 3 }, HoleContent = HoleContent.Patch, RefineStrength = 0.4 },
            spec.Options.Fill.Diffusion);
        Assert.Equal(new OutputSpec { Format = Imaging.FileFormat.Webp, JpegQuality = 50, StripMetadata = true, Count = 3 }, spec.Output);
        Assert.Equal([3.0, 4.0], spec.Guides[0][1]);
    }

    [Fact]
    public void Read_GrowthInPercent_TakesTheWorkflowsPixelsAway()
    {
        MaskOptions mask = Read("""{"workflow": "fill", "options": {"grow_percent": 7.5}}""").Options.Mask;

        Assert.Equal((null, 0.075), (mask.GrowPx, mask.GrowFraction));
    }

    [Theory]
    [InlineData("""{"left": 3, "bottom": 4}""", 3, 0, 0, 4, null, null)]
    [InlineData("""{"ratio": "16:9"}""", 0, 0, 0, 0, 16, 9)]
    [InlineData("""{"top": 5, "right": 6}""", 0, 5, 6, 0, null, null)]
    [InlineData("""{"left": 1, "top": 2, "right": 3, "bottom": 4}""", 1, 2, 3, 4, null, null)]
    [InlineData("""{"ratio": "1:1"}""", 0, 0, 0, 0, 1, 1)]
    [InlineData("""{"ratio": "99999:1"}""", 0, 0, 0, 0, 99999, 1)]
    public void Read_Extension_IsSidesOrARatio(string extend, int left, int top, int right, int bottom, int? width, int? height) => Assert.Equal(
        new ExtendSpec { Left = left, Top = top, Right = right, Bottom = bottom, RatioWidth = width, RatioHeight = height },
        Read($$"""{"workflow": "extend", "extend": {{extend}}}""").Extend);

    [Fact]
    public void Read_SeveralFaults_AreAllSaid()
    {
        InvalidRequestException refusal = Assert.Throws<InvalidRequestException>(() => Read("""
            {"workflow": "replace", "extend": {"ratio": "wide"}, "priority": 11, "output": {"count": 0}, "options": {"grow_px": 1, "grow_percent": 200}}
            """));

        Assert.Equal(7, refusal.Reasons.Count);
        Assert.All(refusal.Reasons, reason => Assert.EndsWith(".", reason.Replace('?', '.'), StringComparison.Ordinal));
    }

    // What is stored is read again by another process, perhaps after a power cut: nothing may get lost on the way.
    [Fact]
    public void Spec_ThroughTheDatabase_IsTheSame()
    {
        JobSpec spec = Read("""
            {"workflow": "remove", "seed": 5, "guides": [[[1, 2.5], [3, 4]]], "options": {"grow_percent": 2, "blend": "poisson"}, "output": {"format": "heif"}}
            """) with
        { Image = new string('a', 64), Mask = new MaskSpec { IsAlpha = true, Polarity = Imaging.MaskPolarity.OpaqueFills } };

        string json = JsonSerializer.Serialize(spec, ServerJson.Plain.JobSpec);
        JobSpec again = JsonSerializer.Deserialize(json, ServerJson.Plain.JobSpec)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, ServerJson.Plain.JobSpec));
        Assert.Equal((spec.Mask, spec.Options.Mask, spec.Options.Fill, spec.Options.Blend, spec.Output), (again.Mask, again.Options.Mask, again.Options.Fill, again.Options.Blend, again.Output));
        Assert.Equal(spec.Guides[0][0], again.Guides[0][0]);
    }

    [Fact]
    public void SpecWithPlanAndSwap_ThroughTheDatabase_IsTheSame()
    {
        JobSpec refined = Read("""{"workflow": "fill", "plan": {"patience": 3, "passes": [{"name": "a", "when": ["seam"]}, {"name": "b", "needs": ["a"], "fill": {"blend": "poisson"}}]}}""");
        JobSpec swapped = Read("""{"workflow": "swap-background", "swap": {"background": "none", "canvas": "square", "margin_percent": 3, "edges": "keep"}}""") with { Image = new string('a', 64) };
        swapped = swapped with { Swap = swapped.Swap! with { Picture = new string('b', 64) } };

        JobSpec[] again = [.. new[] { refined, swapped }.Select(spec => JsonSerializer.Deserialize(JsonSerializer.Serialize(spec, ServerJson.Plain.JobSpec), ServerJson.Plain.JobSpec)!)];

        Assert.Equal(refined.Gate!.Plan!.ToJson(), again[0].Gate!.Plan!.ToJson());
        Assert.True(again[0].Gate!.Plan!.FillFirst);
        Assert.Equal((swapped.Swap, JobWorkflow.SwapBackground), (again[1].Swap, again[1].Workflow));
        Assert.Equal([new string('a', 64), new string('b', 64)], again[1].Inputs());
    }

    [Theory]
    [InlineData("""{"workflow": "fill"}""", 1, 1)]
    [InlineData("""{"workflow": "fill", "output": {"count": 3}}""", 3, 3)]
    [InlineData("""{"workflow": "fill", "attempts": 5, "output": {"count": 3}}""", 7, 1)]
    [InlineData("""{"workflow": "remove", "refine": true}""", 6, 1)]
    [InlineData("""{"workflow": "remove", "refine": true, "output": {"count": 2}}""", 12, 2)]
    [InlineData("""{"workflow": "remove", "refine": true, "attempts": 3, "output": {"count": 2}}""", 4, 1)]
    [InlineData("""{"workflow": "refine"}""", 5, 1)]
    [InlineData("""{"workflow": "refine", "attempts": 2}""", 2, 1)]
    public void MostFills_CandidatesRoundsAndPasses_AreCounted(string json, int fills, int files)
    {
        JobSpec spec = Read(json);

        Assert.Equal((fills, files), (spec.MostFills, spec.Files));
    }

    [Theory]
    [InlineData(JobState.Queued, "queued", false)]
    [InlineData(JobState.Running, "running", false)]
    [InlineData(JobState.Succeeded, "succeeded", true)]
    [InlineData(JobState.Degraded, "degraded", true)]
    [InlineData(JobState.Blocked, "blocked", true)]
    [InlineData(JobState.Failed, "failed", true)]
    [InlineData(JobState.Cancelled, "cancelled", true)]
    [InlineData(JobState.Expired, "expired", true)]
    internal void State_Word_IsOneForWireAndDatabase(JobState state, string word, bool isEnd)
    {
        Assert.Equal((word, state, isEnd), (state.Word(), JobStates.Parse(word), state.IsEnd()));
        Assert.Equal($"\"{word}\"", JsonSerializer.Serialize(state, ServerJson.Plain.JobState));
    }

    private static JobRequest Parse(string json) => JsonSerializer.Deserialize(json, ServerJson.Plain.JobRequest)!;

    private static JobSpec Read(string json) => RequestReader.Read(Parse(json), Engines);
}
