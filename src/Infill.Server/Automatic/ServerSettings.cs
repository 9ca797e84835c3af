namespace Infill.Server.Automatic;

/// <summary>The settings that there are here.</summary>
/// <param name="SdModelCheckpoint">The engine that fills.</param>
internal sealed record ServerSettings(string SdModelCheckpoint)
{
    /// <summary>Format of the pictures.</summary>
    public string SamplesFormat { get; init; } = "png";
}
