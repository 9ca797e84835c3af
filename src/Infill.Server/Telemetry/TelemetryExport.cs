using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Infill.Server.Telemetry;

/// <summary>Sends spans and metrics to a collector (OTLP over HTTP). Only made if an address was named; nothing is sent otherwise.</summary>
internal sealed class TelemetryExport : IDisposable
{
    private const int MetricsEveryMilliseconds = 15_000;

    private readonly TracerProvider _spans;
    private readonly MeterProvider _metrics;

    /// <summary>Begins to send.</summary>
    /// <param name="collector">Base address, such as http://127.0.0.1:4318; "/v1/traces" and "/v1/metrics" are added.</param>
    public TelemetryExport(Uri collector)
    {
        _spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("infill"))
            .AddSource(RunSpans.SourceName, ServerMeter.Name)
            .AddOtlpExporter(options => SetUp(options, collector, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("infill"))
            .AddMeter(ServerMeter.Name)
            .AddOtlpExporter((options, reader) =>
            {
                SetUp(options, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = MetricsEveryMilliseconds;
            })
            .Build();
    }

    /// <summary>Sends what is left, for at most a few seconds, and ends.</summary>
    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private static void SetUp(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
        options.TimeoutMilliseconds = 3000;
    }
}
