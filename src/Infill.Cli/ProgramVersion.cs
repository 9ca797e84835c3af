using System.Reflection;

namespace Infill.Cli;

/// <summary>Version of the program as records carry it: "0.1.0+COMMIT".</summary>
internal static class ProgramVersion
{
    /// <summary>The text.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
