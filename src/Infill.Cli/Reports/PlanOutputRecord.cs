using Infill.Cli.Jobs;

namespace Infill.Cli.Reports;

/// <summary>A file that would be written.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Seed">Seed of its fill.</param>
/// <param name="Replaces">True if a file stands there now.</param>
/// <param name="Trace">Folder of its trace, or absent.</param>
internal sealed record PlanOutputRecord(string Path, int Seed, bool Replaces, string? Trace)
{
    /// <summary>The record of a target.</summary>
    public static PlanOutputRecord Of(OutputTarget target) => new(target.Path, target.Seed, File.Exists(target.Path), target.TraceFolder);
}
