using System.Globalization;

namespace Infill.Cli.Reports;

/// <summary>Numbers as sentences carry them; never dependent on the user's locale.</summary>
internal static class Numbers
{
    /// <summary>"269,868".</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1.2 %" of a share 0…1; at least "0.1 %" style digits, more for tiny shares.</summary>
    public static string Percent(double share) =>
        (share * 100).ToString(share is > 0 and < 0.001 ? "0.0##" : "0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>"640 MB", in units of 1,048,576 bytes.</summary>
    public static string Megabytes(long bytes) => Count((bytes + (1 << 19)) >> 20) + " MB";

    /// <summary>"1.4 s".</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>A score of 0…1: "0.97".</summary>
    public static string Decimal(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);
}
