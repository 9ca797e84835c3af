using Infill.Onnx.Store.Lint;

namespace Infill.Cli.Models;

/// <summary>What <c>infill models lint --json</c> prints.</summary>
internal sealed record ModelLintRecord
{
    /// <summary>Kind of this record: always "modelLint".</summary>
    public string Record { get; init; } = "modelLint";

    /// <summary>True if a job can run with the model; the exit code is then 0, else 1.</summary>
    public required bool CanRun { get; init; }

    /// <summary>Path that was examined.</summary>
    public required string Path { get; init; }

    /// <summary>What it is, such as "Stable Diffusion XL, inpainting"; absent if that could not be told.</summary>
    public string? Kind { get; init; }

    /// <summary>How it lies on disk: diffusers folder, single file, ONNX folder, part, or graph; absent if that could not be told.</summary>
    public string? Layout { get; init; }

    /// <summary>Channels of the denoising network: 4, or 9 if it was trained to inpaint; absent where there is none.</summary>
    public int? Channels { get; init; }

    /// <summary>Side in pixels of the squares that it was trained on.</summary>
    public int? NativeSide { get; init; }

    /// <summary>What it predicts: epsilon, v_prediction or sample.</summary>
    public string? Prediction { get; init; }

    /// <summary>What its licence is called; absent if nothing says.</summary>
    public string? Licence { get; init; }

    /// <summary>Its networks.</summary>
    public required IReadOnlyList<ModelPartRecord> Parts { get; init; }

    /// <summary>Its files of weights, with hashes.</summary>
    public required IReadOnlyList<WeightsFileRecord> Files { get; init; }

    /// <summary>Where half precision gives NaN; sentences.</summary>
    public required IReadOnlyList<string> NanRisks { get; init; }

    /// <summary>What was assumed or left out; sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Why no job can run with it, such as every missing tensor.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The record of a report.</summary>
    public static ModelLintRecord Of(LintReport report) => new()
    {
        CanRun = report.CanRun,
        Path = report.Path,
        Kind = report.Kind,
        Layout = report.Layout,
        Channels = report.Channels,
        NativeSide = report.NativeSide,
        Prediction = report.Prediction,
        Licence = report.Licence,
        Parts = [.. report.Parts.Select(part => new ModelPartRecord(part.Name, part.Precision, part.Tensors, part.Parameters))],
        Files = [.. report.Files.Select(file => new WeightsFileRecord(file.Name, file.Size, file.Sha256))],
        NanRisks = report.NanRisks,
        Remarks = report.Remarks,
        Problems = report.Problems,
    };
}
