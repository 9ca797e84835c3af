using Infill.Engines;
using Infill.Imaging;

namespace Infill;

/// <summary>Turns stages and engine steps into one fraction that never falls. Regions weigh by their hole's pixels.</summary>
internal sealed class RunProgress(IProgress<StageProgress>? target) : IProgress<EngineProgress>
{
    /// <summary>Share of the run before the first region; the rest but <see cref="Closing"/> is the regions'.</summary>
    public const double Opening = 0.03;

    /// <summary>Share of the run after the last region.</summary>
    public const double Closing = 0.02;

    /// <summary>Share of a region at which a stage begins: the engine is nearly all of it.</summary>
    private static readonly Dictionary<Stage, double> StageStart = new()
    {
        [Stage.Crop] = 0,
        [Stage.Fill] = 0.03,
        [Stage.Blend] = 0.93,
        [Stage.Stitch] = 0.99,
    };

    private readonly Lock _lock = new();
    private long[] _doneBefore = [0];
    private int _region;
    private double _fraction;
    private DateTimeOffset _stepSince;

    /// <summary>Tells the hole sizes of all regions, in order.</summary>
    public void Expect(IEnumerable<long> holePixels)
    {
        long sum = 0;
        _doneBefore = [0, .. holePixels.Select(pixels => sum += pixels)];
    }

    /// <summary>A stage outside the regions begins.</summary>
    public void Begin(Stage stage) => Report(stage, step: 0, steps: 0, stage == Stage.Trace ? 1 - Closing : Opening * (int)stage / (int)Stage.Crop);

    /// <summary>A stage of a region begins.</summary>
    /// <param name="region">1 … number of regions.</param>
    /// <param name="stage">Crop to stitch.</param>
    public void Begin(int region, Stage stage)
    {
        _region = region;
        _stepSince = stage == Stage.Fill ? RunSpans.Now() : default;
        Report(stage, step: 0, steps: 0, InRegions(StageStart[stage]));
    }

    /// <summary>The run is over.</summary>
    public void End() => Report(Stage.Trace, step: 0, steps: 0, 1);

    /// <summary>A step of the engine; may come from any thread.</summary>
    public void Report(EngineProgress value)
    {
        lock (_lock)
        {
            _stepSince = RunSpans.End(_stepSince, value.Step, value.Steps, _region);
        }

        double share = double.IsFinite(value.Fraction) ? Math.Clamp(value.Fraction, 0, 1) : 0;
        double inRegion = StageStart[Stage.Fill] + (share * (StageStart[Stage.Blend] - StageStart[Stage.Fill]));
        Report(Stage.Fill, value.Step, value.Steps, InRegions(inRegion), value.Preview);
    }

    private double InRegions(double inRegion)
    {
        double done = _doneBefore[_region - 1] + (inRegion * (_doneBefore[_region] - _doneBefore[_region - 1]));
        return Opening + ((1 - Opening - Closing) * done / _doneBefore[^1]);
    }

    private void Report(Stage stage, int step, int steps, double fraction, FloatImage? preview = null)
    {
        lock (_lock)
        {
            _fraction = Math.Max(_fraction, fraction);
            target?.Report(new StageProgress(stage, _region, _doneBefore.Length - 1, step, steps, _fraction) { Preview = preview });
        }
    }
}
