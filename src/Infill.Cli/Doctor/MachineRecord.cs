namespace Infill.Cli.Doctor;

/// <summary>What the program runs on.</summary>
internal sealed record MachineRecord
{
    /// <summary>".NET 10.0.1", as the runtime calls itself.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system with its version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Architecture of the process: "X64", "Arm64".</summary>
    public required string Architecture { get; init; }

    /// <summary>Instruction sets in use that may change the last bit of a fill.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }

    /// <summary>Logical cores that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that the process may use, in MiB: the machine's, or less if a container limits it.</summary>
    public required long MemoryMb { get; init; }
}
