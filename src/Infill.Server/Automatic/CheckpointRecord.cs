using Infill.Engines;

namespace Infill.Server.Automatic;

/// <summary>An engine as a checkpoint.</summary>
/// <param name="Title">Name to choose it by.</param>
/// <param name="ModelName">The same.</param>
/// <param name="Hash">First ten digits of the model's fingerprint, or null.</param>
/// <param name="Sha256">The model's fingerprint, or null.</param>
/// <param name="Filename">None: files of this machine are nobody's business.</param>
internal sealed record CheckpointRecord(string Title, string ModelName, string? Hash, string? Sha256, string Filename)
{
    private const int ShortDigits = 10;

    /// <summary>Always null: models bring their settings along.</summary>
    public string? Config { get; init; }

    /// <summary>The record of an engine.</summary>
    public static CheckpointRecord Of(EngineInfo engine) => new(engine.Name, engine.Name, engine.Model?.Fingerprint[..ShortDigits], engine.Model?.Fingerprint, "");
}
