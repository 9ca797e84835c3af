using System.Diagnostics;

namespace Infill;

/// <summary>Spans of runs for whoever listens: one per stage, and one per step of the engine. Without a listener they cost nothing.</summary>
public static class RunSpans
{
    /// <summary>Name of the source, for <see cref="ActivityListener"/> and OpenTelemetry.</summary>
    public const string SourceName = "Infill";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly string[] Names = [.. Enum.GetValues<Stage>().Select(stage => "infill." + stage.ToString().ToLowerInvariant())];

    /// <summary>Begins the span of a stage; whoever gets it disposes of it.</summary>
    internal static Activity? Begin(Stage stage) => Source.StartActivity(Names[(int)stage]);

    /// <summary>The moment from which the next step counts; only meant where somebody listens.</summary>
    // The system's clock, as the spans around have it: a run's own clock may be set by hand.
    internal static DateTimeOffset Now() => Source.HasListeners() ? TimeProvider.System.GetUtcNow() : default;

    /// <summary>Writes down a step that is over.</summary>
    /// <param name="since">What <see cref="Now"/> said when it began.</param>
    /// <param name="step">Steps done, 1 … <paramref name="steps"/>.</param>
    /// <param name="steps">Steps in all.</param>
    /// <param name="region">Region at work, from 1.</param>
    /// <returns>The moment from which the next step counts.</returns>
    internal static DateTimeOffset End(DateTimeOffset since, int step, int steps, int region)
    {
        DateTimeOffset now = Now();
        if (since != default && now != default)
        {
            using Activity? span = Source.StartActivity("infill.step", ActivityKind.Internal, parentContext: default, startTime: since);
            span?.SetTag("infill.step", step).SetTag("infill.steps", steps).SetTag("infill.region", region).SetEndTime(now.UtcDateTime);
        }

        return now;
    }
}
