using Infill.Imaging;

namespace Infill.Cli.Doctor;

/// <summary>A file format, tried out.</summary>
internal sealed record CodecRecord
{
    /// <summary>The format.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>True if a small picture was written and read again.</summary>
    public required bool Works { get; init; }

    /// <summary>Why not; absent if it works.</summary>
    public string? Problem { get; init; }
}
