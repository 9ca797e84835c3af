using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Infill.Imaging;

namespace Infill;

/// <summary>The program and machine of a run: where all of it is equal, a replay gives the same bytes.</summary>
public sealed record TraceEnvironment
{
    /// <summary>Version of this library.</summary>
    public required string Version { get; init; }

    /// <summary>".NET 10.0.1", as the runtime calls itself.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system with its version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Architecture of the process: "X64", "Arm64".</summary>
    public required string Architecture { get; init; }

    /// <summary>Instruction sets that the runtime may use, by name in fixed order; <c>DOTNET_EnableAVX2=0</c> and its like shorten the list.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }

    /// <summary>Bits in a <see cref="Vector{T}"/>: 128 to 512.</summary>
    public required int VectorBits { get; init; }

    /// <summary>Widest of 128, 256 and 512 bits that the runtime accelerates; 0 = none.</summary>
    public required int AcceleratedBits { get; init; }

    /// <summary>Logical cores that the process may use. Never changes the result.</summary>
    public required int LogicalCores { get; init; }

    /// <summary>Version of libvips, which reads files and converts colours.</summary>
    public required string LibvipsVersion { get; init; }

    /// <summary>What <see cref="CpuFeatures"/> holds in this process; unlike <see cref="Capture"/> it loads nothing.</summary>
    public static IReadOnlyList<string> CpuFeaturesInUse => CpuFeature.InUse();

    /// <summary>The facts of this process. Loads libvips.</summary>
    public static TraceEnvironment Capture() => new()
    {
        Version = typeof(TraceEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        Runtime = RuntimeInformation.FrameworkDescription,
        OperatingSystem = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        CpuFeatures = CpuFeature.InUse(),
        VectorBits = Vector<byte>.Count * 8,
        AcceleratedBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
        LogicalCores = Environment.ProcessorCount,
        LibvipsVersion = VipsRuntime.Version,
    };

    /// <summary>Names every fact on which bytes may depend and that differs, as "what: here, there"; empty if a replay must give the same bytes.</summary>
    /// <param name="other">The environment of the run to be repeated.</param>
    public IReadOnlyList<string> DifferencesTo(TraceEnvironment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string What, string Here, string There)[] facts =
        [
            ("Infill", Version, other.Version),
            ("runtime", Runtime, other.Runtime),
            ("operating system", OperatingSystem, other.OperatingSystem),
            ("architecture", Architecture, other.Architecture),
            ("CPU features", string.Join(' ', CpuFeatures), string.Join(' ', other.CpuFeatures)),
            ("vector bits", $"{VectorBits}/{AcceleratedBits}", $"{other.VectorBits}/{other.AcceleratedBits}"),
            ("libvips", LibvipsVersion, other.LibvipsVersion),
        ];
        return [.. facts.Where(f => f.Here != f.There).Select(f => $"{f.What}: {f.Here} here, {f.There} in the trace")];
    }
}
