namespace Infill.Onnx.Store.Lint;

/// <summary>What is known of a model without running it.</summary>
public sealed record LintReport
{
    /// <summary>As the user named it, or where it lies in the store.</summary>
    public required string Path { get; init; }

    /// <summary>What it is: "Stable Diffusion XL, inpainting", "control network", "ONNX graph"; null if it could not be told.</summary>
    public string? Kind { get; init; }

    /// <summary>How it lies on disk: "diffusers folder", "single file", "ONNX folder", "part", "graph"; null if it could not be told.</summary>
    public string? Layout { get; init; }

    /// <summary>Channels that the denoising network takes, 4 or 9; null where there is none.</summary>
    public int? Channels { get; init; }

    /// <summary>Side in pixels of the squares that it was trained on; null where there is no denoising network.</summary>
    public int? NativeSide { get; init; }

    /// <summary>What it predicts: "epsilon", "v_prediction", "sample"; null where there is no scheduler.</summary>
    public string? Prediction { get; init; }

    /// <summary>Its networks.</summary>
    public IReadOnlyList<LintPart> Parts { get; init; } = [];

    /// <summary>Its files of weights, with hashes.</summary>
    public IReadOnlyList<LintFile> Files { get; init; } = [];

    /// <summary>What its licence is called; null if nothing says.</summary>
    public string? Licence { get; init; }

    /// <summary>Where half precision, here or elsewhere, gives NaN; sentences.</summary>
    public IReadOnlyList<string> NanRisks { get; init; } = [];

    /// <summary>What was assumed or left out; sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why no job can run with it, such as every missing tensor; empty if one can.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>True if a job can run with it, as far as that shows without running one.</summary>
    public bool CanRun => Problems.Count == 0;
}
