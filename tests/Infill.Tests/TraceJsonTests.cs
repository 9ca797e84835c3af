using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Tests;

public sealed class TraceJsonTests
{
    [Fact]
    public void Serialize_AnyTrace_ComesBackEqual()
    {
        Trace trace = Make();

        string json = TraceJson.Serialize(trace);
        Trace back = TraceJson.Deserialize(json);

        Assert.Equal(json, TraceJson.Serialize(back));
        Assert.Equal(trace.Options.Fill, back.Options.Fill);
        Assert.Equal(trace.Options.Blend, back.Options.Blend);
        Assert.Equal(trace.Options.Mask, back.Options.Mask);
        Assert.Equal(trace.Options.Plan.Passes, back.Options.Plan.Passes);
        Assert.Equal(trace.Guides[0].Points, back.Guides[0].Points);
        Assert.Equal((trace.Hashes, trace.Mask, trace.Proof, trace.Files), (back.Hashes, back.Mask, back.Proof, back.Files));
        Assert.Equal(trace.Regions[0].Hole, back.Regions[0].Hole);
        Assert.Equal(trace.Regions[0].Trials, back.Regions[0].Trials);
        Assert.Empty(back.Environment.DifferencesTo(trace.Environment));
    }

    [Fact]
    public void Serialize_Trace_WritesEnumsAsTextAndNoComputedMembers()
    {
        using var json = JsonDocument.Parse(TraceJson.Serialize(Make()));
        JsonElement root = json.RootElement;

        Assert.Equal("Multiband", root.GetProperty("options").GetProperty("blend").GetProperty("method").GetString());
        Assert.Equal("Rgb", root.GetProperty("mask").GetProperty("format").GetProperty("model").GetString());
        JsonElement hole = root.GetProperty("regions")[0].GetProperty("hole");
        Assert.Equal(["x", "y", "width", "height"], hole.EnumerateObject().Select(p => p.Name));
        Assert.Equal("[[1.5,2],[30,20]]", JsonSerializer.Serialize(root.GetProperty("guides")[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\":")]
    public void Deserialize_NotATrace_SaysSo(string json) =>
        Assert.Throws<InvalidDataException>(() => TraceJson.Deserialize(json));

    [Fact]
    public void Deserialize_NewerForm_IsRefusedAndNewMembersAreNot()
    {
        string json = TraceJson.Serialize(Make());

        InvalidDataException e = Assert.Throws<InvalidDataException>(
            () => TraceJson.Deserialize(json.Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal)));

        Assert.Contains("form 2", e.Message, StringComparison.Ordinal);
        Assert.Equal("fill", TraceJson.Deserialize(json.Replace("\"schema\": 1", "\"schema\": 1, \"mood\": \"fine\"", StringComparison.Ordinal)).Workflow);
    }

    [Theory]
    [InlineData("[[1,2,3]]")]
    [InlineData("[[1]]")]
    [InlineData("[1,2]")]
    [InlineData("\"x\"")]
    public void Deserialize_BrokenGuide_IsRefused(string guide)
    {
        Trace trace = Make() with { Guides = [] };
        string json = TraceJson.Serialize(trace).Replace("\"guides\": []", $"\"guides\": [{guide}]", StringComparison.Ordinal);

        Assert.Throws<InvalidDataException>(() => TraceJson.Deserialize(json));
    }

    [Fact]
    public void DifferencesTo_OtherCpuFeatures_NamesThem()
    {
        TraceEnvironment here = TraceEnvironment.Capture();
        TraceEnvironment other = here with { CpuFeatures = ["Sse41"], LogicalCores = here.LogicalCores + 1 };

        string difference = Assert.Single(here.DifferencesTo(other));

        Assert.StartsWith("CPU features: ", difference, StringComparison.Ordinal);
        Assert.EndsWith("Sse41 in the trace", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Capture_ThisProcess_IsComplete()
    {
        TraceEnvironment here = TraceEnvironment.Capture();

        Assert.StartsWith("0.", here.Version, StringComparison.Ordinal);
        Assert.Contains(".NET", here.Runtime, StringComparison.Ordinal);
        Assert.True(here.LogicalCores > 0 && here.VectorBits >= 128);
        Assert.NotEmpty(here.CpuFeatures);
    }

    [Fact]
    public void Run_InjectedClock_IsTheOnlySourceOfTimes()
    {
        var clock = new StepClock();
        var inpainter = new Inpainter(FakeEngine.Constant(1f).InCatalog(), clock);

        TraceTimes times = inpainter.Run(Request(), cancellationToken: TestContext.Current.CancellationToken).Trace.Times;

        Assert.Equal(StepClock.Epoch, times.Started);
        Assert.True(times.Seconds > 0 && times.Seconds == Math.Floor(times.Seconds), "the clock ticks whole seconds");
        Assert.Equal(Enum.GetValues<Stage>(), times.Stages.Select(s => s.Stage));
        Assert.All(times.Stages, s => Assert.True(s.Seconds > 0, $"{s.Stage} took no time"));
        Assert.True(times.Stages.Sum(s => s.Seconds) <= times.Seconds);
    }

    [Fact]
    public void Run_Hashes_AreThoseOfThePictures()
    {
        InpaintRequest request = Request();

        InpaintResult result = FakeEngine.Constant(1f).Run(request);

        Assert.Equal(
            new TraceHashes(request.Image.ComputeHash(), request.Mask.ComputeHash(), null, result.Image.ComputeHash()),
            result.Trace.Hashes);
        Assert.NotEqual(result.Trace.Hashes.Input, result.Trace.Hashes.Output);
    }

    private static InpaintRequest Request() => FillRegion.ToRequest(
        Pictures.Noise(60, 40), Holes.Of(60, 40, new PixelRect(20, 15, 9, 7)), "fake") with
    {
        Guides = [new GuideLine([(1.5, 2), (30, 20)])],
        Options = new()
        {
            Mask = FillRegion.ExactMask,
            Plan = new() { ContextPx = 12, Passes = [new(0, 0, 60, 20)] },
            Blend = new() { Method = BlendMethod.Multiband },
        },
    };

    private static Trace Make() => FakeEngine.Constant(1f).Run(Request()).Trace with
    {
        Files = new TraceFiles("a.png", "rect:1,2,3,4", null, "b.png"),
    };

    /// <summary>Every look at the clock takes a second.</summary>
    private sealed class StepClock : TimeProvider
    {
        public static readonly DateTimeOffset Epoch = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        private long _ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _ticks++;

        public override DateTimeOffset GetUtcNow() => Epoch;
    }
}
