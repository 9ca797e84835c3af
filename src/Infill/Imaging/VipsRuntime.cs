using System.Text.Json;
using NetVips;

namespace Infill.Imaging;

/// <summary>Starts libvips once, closed by default: every loader is blocked but the six that <see cref="FileFormat"/> names.</summary>
/// <remarks>Nothing is loaded before the first picture is read or written, so a program that only prints help pays nothing.</remarks>
public static class VipsRuntime
{
    /// <summary>libvips' base classes of the six loaders; unblocking one covers its file, buffer and source variants.</summary>
    private static readonly string[] AllowedLoaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
        "VipsForeignLoadTiff", "VipsForeignLoadHeif", "VipsForeignLoadNsgif",
    ];

    /// <summary>More threads than this make buffers, not speed: decoding is sequential and tiles are small.</summary>
    private const int MaxThreads = 4;

    private static readonly Lazy<Version> Started = new(Start);

    /// <summary>Version of libvips as loaded, such as "8.18.7".</summary>
    /// <exception cref="ImageFileException">libvips cannot be loaded or is too old.</exception>
    public static string Version => Started.Value.ToString();

    /// <summary>Versions of the libraries within libvips, by name; empty if another libvips is loaded than the one this was built with.</summary>
    /// <exception cref="ImageFileException">libvips cannot be loaded or is too old.</exception>
    /// <remarks>libvips does not tell them itself: the list comes from the package of its native files.</remarks>
    public static IReadOnlyDictionary<string, string> NativeParts => ReadParts() is { } parts && parts.GetValueOrDefault("vips") == Version
        ? parts
        : new Dictionary<string, string>();

    /// <summary>The oldest libvips accepted: older ones have heap overflows in their TIFF and EXIF code.</summary>
    public static Version MinimumVersion { get; } = new(8, 18, 3);

    /// <summary>Loads and locks down libvips on the first call; later calls cost nothing.</summary>
    /// <exception cref="ImageFileException">libvips cannot be loaded or is too old.</exception>
    public static void EnsureInitialized() => _ = Started.Value;

    internal static void RequireVersion(Version version)
    {
        if (version < MinimumVersion)
        {
            throw new ImageFileException(
                $"libvips is {version}, at least {MinimumVersion} is needed (older ones can be overrun by hostile TIFF and EXIF data); "
                + "use the NetVips.Native package that this project names.");
        }
    }

    private static Dictionary<string, string>? ReadParts()
    {
        using Stream? stream = typeof(VipsRuntime).Assembly.GetManifestResourceStream("native-versions.json");
        if (stream is null)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetString()!, StringComparer.Ordinal);
    }

    private static Version Start()
    {
        try
        {
            var version = new Version(
                NetVips.NetVips.Version(0), NetVips.NetVips.Version(1), NetVips.NetVips.Version(2));
            RequireVersion(version);
            LockLoaders();
            // Nothing is read twice: a cache of operations would only keep whole pictures alive.
            Cache.Max = 0;
            NetVips.NetVips.Concurrency = Math.Min(Environment.ProcessorCount, MaxThreads);
            DecoderLog.Attach();
            return version;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new ImageFileException($"libvips could not be loaded: {e.GetBaseException().Message}", e);
        }
    }

    private static void LockLoaders()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (string loader in AllowedLoaders)
        {
            Operation.Block(loader, false);
        }
    }
}
