using Infill.Cli.Options;

namespace Infill.Cli.Jobs;

/// <summary>The model of an engine that needs one, as the user wrote it; recorded in traces.</summary>
internal sealed record ModelArguments
{
    /// <summary>The device that every machine has.</summary>
    public const string DefaultDevice = "cpu";

    /// <summary>Path of a folder or file, or a model of the store.</summary>
    public required string Path { get; init; }

    /// <summary>LoRAs as "FILE" or "FILE:WEIGHT", merged in this order.</summary>
    public IReadOnlyList<string> Loras { get; init; } = [];

    /// <summary>Files of learned words.</summary>
    public IReadOnlyList<string> Embeddings { get; init; } = [];

    /// <summary>Folder or file of another autoencoder, or null for the model's own.</summary>
    public string? Vae { get; init; }

    /// <summary>Control networks as <see cref="ControlText"/> writes them.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>"cpu", "cuda", "directml" or "coreml".</summary>
    public string Device { get; init; } = DefaultDevice;

    /// <summary>Every how many steps the whole network runs, 2 to 10, or null for every one.</summary>
    public int? StepCache { get; init; }

    /// <summary>True keeps optimised networks on disk for the next process; never changes the result.</summary>
    public bool KeepsSessions { get; init; }

    /// <summary>Most megabytes for the model, or null for what the machine has free.</summary>
    public int? MaxMemoryMb { get; init; }

    /// <summary>The same with full paths: a trace is replayed from anywhere.</summary>
    public ModelArguments Rooted() => this with
    {
        Path = System.IO.Path.Exists(Path) ? RootedPath(Path) : Path,
        Loras = [.. Loras.Select(RootedPath)],
        Embeddings = [.. Embeddings.Select(RootedPath)],
        Controls = [.. Controls.Select(ControlText.Rooted)],
        Vae = Vae is null ? null : RootedPath(Vae),
    };

    // A weight behind a colon stays: it is no part of any folder's name.
    private static string RootedPath(string path) => System.IO.Path.GetFullPath(path);
}
