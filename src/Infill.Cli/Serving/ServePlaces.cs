namespace Infill.Cli.Serving;

/// <summary>Where the server keeps its data unless it is told.</summary>
internal static class ServePlaces
{
    /// <summary>Variable that names the folder.</summary>
    public const string Variable = "INFILL_DATA";

    /// <summary><c>INFILL_DATA</c>, else <c>$XDG_DATA_HOME/infill/server</c>, else <c>~/.local/share/infill/server</c> (<c>%LOCALAPPDATA%</c> on Windows).</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Default(Func<string, string?> variable) =>
        variable(Variable) is { Length: > 0 } named ? named
        : variable("XDG_DATA_HOME") is { Length: > 0 } data ? Path.Combine(data, "infill", "server")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "infill", "server");
}
