namespace Infill.Server.Automatic;

/// <summary>How far the owner's run is.</summary>
internal sealed record RunProgressRecord
{
    /// <summary>Share that is done, 0…1; 0 if none runs.</summary>
    public double Progress { get; init; }

    /// <summary>Seconds that it may still take; 0 if none runs.</summary>
    public double EtaRelative { get; init; }

    /// <summary>The run.</summary>
    public RunState State { get; init; } = new();

    /// <summary>A small PNG of the picture on its way, in base64; null from engines that show none.</summary>
    public string? CurrentImage { get; init; }

    /// <summary>Always null.</summary>
    public string? Textinfo { get; init; }
}
