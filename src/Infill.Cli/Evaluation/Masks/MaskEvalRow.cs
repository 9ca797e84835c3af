namespace Infill.Cli.Evaluation.Masks;

/// <summary>One mask against the one that was drawn.</summary>
internal sealed record MaskEvalRow
{
    /// <summary>The thing.</summary>
    public required string Name { get; init; }

    /// <summary>How it was asked for: "click:120,80".</summary>
    public required string Prompt { get; init; }

    /// <summary>Pixels in both over pixels in either, 0…1; 0 if no mask was found.</summary>
    public required double Iou { get; init; }

    /// <summary>Agreement of the boundaries within 0.8 % of the diagonal, 0…1.</summary>
    public required double BoundaryF { get; init; }

    /// <summary>What the network itself expects, 0…1.</summary>
    public required double Score { get; init; }

    /// <summary>The highest IoU among all proposals.</summary>
    public required double BestIou { get; init; }

    /// <summary>Time for the proposals, of the first of a photo with the encoder's.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why there is no mask; absent if there is one.</summary>
    public string? Problem { get; init; }
}
