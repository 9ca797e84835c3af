using NetVips;

namespace Infill.Imaging;

/// <summary>Collects what libvips warns about while this thread decodes; without a collector warnings vanish instead of reaching stderr.</summary>
/// <remarks>Pictures are decoded on the calling thread (see <see cref="PictureReader"/>), so one list per thread tells files apart.</remarks>
internal static class DecoderLog
{
    /// <summary>A damaged file repeats itself for every tile; more lines tell nothing new.</summary>
    private const int MaxLines = 20;

    // Kept here for the life of the process: native code holds the function pointer.
    private static readonly Log.LogDelegate Handler = (_, _, message) => Add(message);

    [ThreadStatic]
    private static List<string>? _lines;

    /// <summary>Installs the handler; called once by <see cref="VipsRuntime"/>.</summary>
    public static void Attach()
    {
        foreach (string domain in (ReadOnlySpan<string>)["VIPS", "GLib", "GLib-GObject"])
        {
            Log.SetLogHandler(domain, Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Critical, Handler);
        }
    }

    /// <summary>Runs <paramref name="work"/> and gives the distinct warnings that came meanwhile, at most 20.</summary>
    public static T Collect<T>(Func<T> work, out IReadOnlyList<string> warnings)
    {
        List<string> lines = [];
        List<string>? outer = _lines;
        _lines = lines;
        try
        {
            return work();
        }
        finally
        {
            _lines = outer;
            warnings = lines;
        }
    }

    private static void Add(string message)
    {
        string line = message.Trim();
        if (_lines is { Count: < MaxLines } lines && line.Length > 0 && !lines.Contains(line))
        {
            lines.Add(line);
        }
    }
}
