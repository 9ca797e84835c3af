namespace Infill.Cli.Doctor;

/// <summary>A model or eraser that jobs on this machine can name, or that a setting names.</summary>
internal sealed record DoctorModelRecord
{
    /// <summary>What to name it by: an id of the store, or the path that a setting holds.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, such as "Stable Diffusion 1, trained to inpaint" or "eraser"; absent if it cannot be used.</summary>
    public string? Kind { get; init; }

    /// <summary>The setting that names it, "model" or "eraser"; absent for those of the store.</summary>
    public string? Setting { get; init; }

    /// <summary>Why no job can run with it; absent if one can, as far as headers and configurations tell.</summary>
    public string? Problem { get; init; }
}
