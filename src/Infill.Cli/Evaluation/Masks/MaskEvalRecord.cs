namespace Infill.Cli.Evaluation.Masks;

/// <summary>What <c>infill eval masks --json</c> prints.</summary>
internal sealed record MaskEvalRecord
{
    /// <summary>Kind of this record: always "evalMasks".</summary>
    public string Record { get; init; } = "evalMasks";

    /// <summary>The file of drawn things as the user wrote it.</summary>
    public required string File { get; init; }

    /// <summary>Least IoU that counts as found.</summary>
    public required double Least { get; init; }

    /// <summary>Things whose mask reaches that by one click or one box.</summary>
    public required int Found { get; init; }

    /// <summary>Every thing with every way to point at it.</summary>
    public required IReadOnlyList<MaskEvalRow> Masks { get; init; }
}
