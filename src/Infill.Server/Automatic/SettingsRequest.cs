namespace Infill.Server.Automatic;

/// <summary>Settings that a client sends; only the checkpoint means anything here.</summary>
internal sealed record SettingsRequest
{
    /// <summary>Name of an engine.</summary>
    public string? SdModelCheckpoint { get; init; }
}
