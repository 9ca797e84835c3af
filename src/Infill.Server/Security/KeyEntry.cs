namespace Infill.Server.Security;

/// <summary>A key as it lies on the disk: never the key itself.</summary>
internal sealed record KeyEntry
{
    /// <summary>Whose it is. Several keys of one name see the same jobs, so that one can replace the other.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the key, to tell it from others.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key. It has 256 random bits, so no slow hash is needed.</summary>
    public required string Sha256 { get; init; }

    /// <summary>True if it may only read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What it may do; null in files of older versions: everything, or what <see cref="ReadOnly"/> leaves.</summary>
    public KeyScope? Scope { get; init; }

    /// <summary>Until when it is good; null = for ever.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }
}
