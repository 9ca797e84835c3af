namespace Infill.Onnx.Sessions;

/// <summary>Where networks are kept as the runtime optimised them, so that the next process starts without that work.</summary>
/// <remarks>An entry is a whole copy of the network's weights in the layout of this machine's processor: the runtime writes no less.
/// For Stable Diffusion 1.5's UNet these are 3.4 GB for seven seconds of processor time at every start.</remarks>
public sealed record SessionCacheOptions
{
    /// <summary>The variable that names another folder, or switches the cache off with <c>off</c>.</summary>
    public const string Variable = "INFILL_CACHE";

    /// <summary>Folder of the entries; made when it is first needed, for the user alone.</summary>
    public required string Folder { get; init; }

    /// <summary>Bytes of all entries together, default 20 GB; the entries that were not used for longest go first. What is larger by itself is not kept.</summary>
    public long MostBytes { get; init; } = 20_000_000_000;

    /// <summary>Networks with fewer bytes of weights are not kept, default 1 GB: they load in a second without.</summary>
    public long LeastBytes { get; init; } = 1_000_000_000;

    /// <summary>The cache of this user: <c>INFILL_CACHE</c>, else <c>$XDG_CACHE_HOME/infill</c>, else <c>~/.cache/infill</c> (<c>%LOCALAPPDATA%</c> on Windows).</summary>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    /// <returns>Null if it is switched off, or no such folder is known.</returns>
    public static SessionCacheOptions? Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? chosen = variable(Variable);
        if (string.Equals(chosen, "off", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? folder = string.IsNullOrWhiteSpace(chosen) ? UserFolder(variable) : Path.GetFullPath(chosen);
        return folder is null ? null : new SessionCacheOptions { Folder = Path.Combine(folder, "sessions") };
    }

    // A relative XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification demands.
    private static string? UserFolder(Func<string, string?> variable)
    {
        string? home = OperatingSystem.IsWindows() ? Absolute(variable("LOCALAPPDATA"))
            : Absolute(variable("XDG_CACHE_HOME")) ?? (Absolute(variable("HOME")) is string user ? Path.Combine(user, ".cache") : null);
        return home is null ? null : Path.Combine(home, "infill");
    }

    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;
}
