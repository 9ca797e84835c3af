using System.Text.Json.Nodes;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Settings;

/// <summary>What a job under settings did.</summary>
/// <param name="Process">What it answered.</param>
/// <param name="Job">The job as its trace recorded it, or null if it wrote none; of a batch, its records.</param>
internal sealed record LayeredRun(CliRun Process, JsonNode? Job);
