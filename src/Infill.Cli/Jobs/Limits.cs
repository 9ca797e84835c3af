using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>How much input is allowed.</summary>
internal static class Limits
{
    private const long PixelsPerMegapixel = 1_000_000;
    private const long BytesPerMegabyte = 1024 * 1024;

    /// <summary>The user's limits over the library's defaults.</summary>
    public static LoadOptions From(SourceArguments source)
    {
        var defaults = new LoadOptions { Lenient = source.Lenient };
        return defaults with
        {
            MaxPixels = source.MaxMegapixels is int megapixels ? megapixels * PixelsPerMegapixel : defaults.MaxPixels,
            MaxBytes = source.MaxMemoryMb is int megabytes ? megabytes * BytesPerMegabyte : defaults.MaxBytes,
        };
    }
}
