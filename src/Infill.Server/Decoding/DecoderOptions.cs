namespace Infill.Server.Decoding;

/// <summary>The processes that decode pictures from outside.</summary>
internal sealed record DecoderOptions
{
    /// <summary>Program and arguments of a process that runs <see cref="DecoderHost"/>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Processes at once, 1–16, default 2; one is kept warm, further ones are started when they are needed.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>Bytes that one process may take beside its start, default 1 GiB.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Longest time for one picture, default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
