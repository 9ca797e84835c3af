namespace Infill.Server.Jobs;

/// <summary>How many jobs may wait.</summary>
/// <param name="Length">In all, default 100.</param>
/// <param name="PerOwner">Of one owner, default all of them.</param>
internal sealed record QueueBounds(int Length = 100, int PerOwner = 100)
{
    /// <summary>Most bytes that one owner's pictures, masks and results take on the disk, default 8 GiB.</summary>
    public long BytesPerOwner { get; init; } = 8L << 30;
}
