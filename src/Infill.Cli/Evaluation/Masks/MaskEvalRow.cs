namespace Infill.Cli.Evaluation.Masks;

/// <summary>One mask against the one that was drawn.</summary>
/// <param name="Name">The thing.</param>
/// <param name="Prompt">How it was asked for: "click:120,80".</param>
/// <param name="Iou">Pixels in both over pixels in either, 0…1; 0 if no mask was found.</param>
/// <param name="BoundaryF">Agreement of the boundaries within 0.8 % of the diagonal, 0…1.</param>
/// <param name="Score">What the network itself expects, 0…1.</param>
/// <param name="BestIou">The highest IoU among all proposals.</param>
/// <param name="Seconds">Time for the proposals, of the first of a photo with the encoder's.</param>
internal sealed record MaskEvalRow(string Name, string Prompt, double Iou, double BoundaryF, double Score, double BestIou, double Seconds)
{
    /// <summary>Why there is no mask; absent if there is one.</summary>
    public string? Problem { get; init; }
}
