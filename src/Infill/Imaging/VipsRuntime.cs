namespace Infill.Imaging;

/// <summary>Stand-in.</summary>
public static class VipsRuntime
{
    /// <summary>Stand-in.</summary>
    public static string Version => "stand-in";
}
