using System.Text.Json.Serialization;

namespace Infill.Server.Automatic;

/// <summary>The settings that there are here; those after the first never change.</summary>
/// <param name="SdModelCheckpoint">The engine that fills.</param>
internal sealed record ServerSettings(string SdModelCheckpoint)
{
    /// <summary>Fingerprint of its model, or null.</summary>
    public string? SdCheckpointHash { get; init; }

    /// <summary>Format of the pictures.</summary>
    public string SamplesFormat { get; init; } = "png";

    /// <summary>The model's own autoencoder is used.</summary>
    public string SdVae { get; init; } = "Automatic";

    /// <summary>Layers of the text encoder that are used: all.</summary>
    [JsonPropertyName("CLIP_stop_at_last_layers")]
    public int ClipStopAtLastLayers { get; init; } = 1;

    /// <summary>Every picture carries its infotext.</summary>
    public bool EnablePnginfo { get; init; } = true;

    /// <summary>The result has the picture's own colours outside the mask.</summary>
    [JsonPropertyName("img2img_color_correction")]
    public bool ColorCorrection { get; init; }
}
