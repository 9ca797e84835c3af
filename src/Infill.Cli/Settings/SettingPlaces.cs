namespace Infill.Cli.Settings;

/// <summary>Where settings are looked for.</summary>
/// <param name="Variable">Gives a variable's value, or null.</param>
/// <param name="FolderFile">infill.json of the current folder, or null if that is the user's file or the folder is gone.</param>
/// <param name="UserFile">infill.json of the user's configuration folder, or null if the user has none.</param>
internal sealed record SettingPlaces(Func<string, string?> Variable, string? FolderFile, string? UserFile)
{
    /// <summary>Name of the file in either place.</summary>
    public const string FileName = "infill.json";

    /// <summary>The way out of settings that cannot be used.</summary>
    public const string WithoutSettings = "the same command with --no-settings, or correct the setting";

    /// <summary>True if nothing is set anywhere, which is what most runs find: then nobody needs to ask further.</summary>
    public bool AreEmpty => !HasVariables && !File.Exists(FolderFile) && !File.Exists(UserFile);

    /// <summary>False if it is known that no variable of ours is set.</summary>
    public bool HasVariables { get; private init; } = true;

    /// <summary>No place at all: the command line counts alone.</summary>
    public static SettingPlaces None { get; } = new(_ => null, null, null) { HasVariables = false };

    /// <summary>The places of this process.</summary>
    public static SettingPlaces FromProcess()
    {
        string? user = FindUserFolder(Environment.GetEnvironmentVariable) is string folder ? Path.Combine(folder, "infill", FileName) : null;
        string? here = FindHere();
        return new SettingPlaces(Environment.GetEnvironmentVariable, here == user ? null : here, user) { HasVariables = AnyVariable() };
    }

    /// <summary>The user's configuration folder: %APPDATA% on Windows, else $XDG_CONFIG_HOME, else ~/.config; null if none of them is known.</summary>
    /// <remarks>A relative XDG_CONFIG_HOME is ignored, as the XDG Base Directory Specification demands.</remarks>
    public static string? FindUserFolder(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
        {
            return Absolute(variable("APPDATA"));
        }

        return Absolute(variable("XDG_CONFIG_HOME"))
            ?? (Absolute(variable("HOME")) is string home ? Path.Combine(home, ".config") : null);
    }

    private static bool AnyVariable()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith(Setting.VariablePrefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;

    private static string? FindHere()
    {
        try
        {
            return Path.Combine(Directory.GetCurrentDirectory(), FileName);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // The current folder was deleted; then it holds no settings.
            return null;
        }
    }
}
