namespace Infill.Cli.Reports;

/// <summary>What <c>--dry-run --json</c> prints for each input that could be run: what the run would do.</summary>
internal sealed record PlanRecord
{
    /// <summary>Kind of this record: always "plan".</summary>
    public string Record { get; init; } = "plan";

    /// <summary>The command or workflow.</summary>
    public required string Command { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Engine that would fill.</summary>
    public required string Engine { get; init; }

    /// <summary>The picture, with new borders for <c>extend</c>.</summary>
    public required InputRecord Input { get; init; }

    /// <summary>The mask as given, before it is grown.</summary>
    public required MaskRecord Mask { get; init; }

    /// <summary>What would be filled at once, in this order.</summary>
    public required IReadOnlyList<PlanRegionRecord> Regions { get; init; }

    /// <summary>Files that would be written.</summary>
    public required IReadOnlyList<PlanOutputRecord> Outputs { get; init; }

    /// <summary>Estimated seconds for all outputs, the program's start not counted; right within a factor of two or three. Absent if the engine cannot tell.</summary>
    public double? Seconds { get; init; }

    /// <summary>Estimated memory in MiB that the engine takes at its busiest moment, its model included; absent for engines that take little beside the picture.</summary>
    public long? EngineMemoryMb { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
