namespace Infill.Cli.Reports;

/// <summary>The engine that a checked job would run, and what it would take.</summary>
internal sealed record EngineLookRecord
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its model is, such as "Stable Diffusion 1, trained to inpaint"; absent for engines without.</summary>
    public string? Model { get; init; }

    /// <summary>Estimated memory in MiB at its busiest moment, the model included; absent for engines that take little beside the picture.</summary>
    public long? MemoryMb { get; init; }

    /// <summary>Estimated seconds of one processor core for the whole picture's fill, loading included; absent if the engine cannot tell before the plan.</summary>
    public double? CoreSeconds { get; init; }
}
