using System.Text.Json;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Configurations of a diffusers folder, without its weights.</summary>
/// <param name="root">The folder.</param>
internal sealed class ConfigFolder(ModelRoot root)
{
    private const string SchedulerName = "scheduler/scheduler_config.json";

    /// <summary>Of the denoising network.</summary>
    public UNetConfig UNet() => ConfigParser.UNet(Read("unet"), PathOf("unet"));

    /// <summary>Of the autoencoder.</summary>
    /// <param name="folder">Exports have a folder per direction instead.</param>
    public VaeConfig Vae(string folder = "vae") => ConfigParser.Vae(Read(folder), PathOf(folder));

    /// <summary>Of a text encoder.</summary>
    public TextEncoderConfig TextEncoder(string folder) => ConfigParser.TextEncoder(Read(folder), PathOf(folder));

    /// <summary>Text of the scheduler's.</summary>
    public string Scheduler() => JsonFile.Read(root, SchedulerName).GetRawText();

    /// <summary>True if the index says that an empty negative prompt stands for zeros.</summary>
    public bool ZerosForEmptyPrompt() =>
        root.Has(DiffusersFolder.IndexName) && JsonFile.Read(root, DiffusersFolder.IndexName).TryGetProperty("force_zeros_for_empty_prompt", out JsonElement zeros) && zeros.ValueKind == JsonValueKind.True;

    private JsonElement Read(string folder) => JsonFile.Read(root, Path.Combine(folder, "config.json"));

    private string PathOf(string folder) => root.PathOf(Path.Combine(folder, "config.json"));
}
