using Infill.Imaging;

namespace Infill.Server.Jobs;

/// <summary>A picture or a mask that a client sent ahead of its jobs.</summary>
internal sealed record StoredPicture
{
    /// <summary>128 random bits as 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the key that made it.</summary>
    public required string Owner { get; init; }

    /// <summary>True for a mask: 16-bit grey, white = fill.</summary>
    public bool IsMask { get; init; }

    /// <summary>Content hash of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>What its header says.</summary>
    public required ImageHeader Header { get; init; }

    /// <summary>What the mask fills; null for pictures.</summary>
    public MaskFacts? Mask { get; init; }

    /// <summary>How sure the networks are that proposed a mask, 0–1; null for what people drew.</summary>
    public double? Score { get; init; }

    /// <summary>Which networks proposed a mask of what, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>Id of the picture that an edit made this one from; null for what came from a client.</summary>
    public string? Source { get; init; }

    /// <summary>Id of the job that made it, or null.</summary>
    public string? Job { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}
