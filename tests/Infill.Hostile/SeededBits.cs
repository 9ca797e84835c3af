namespace Infill.Hostile;

/// <summary>SplitMix64: every mutant is a function of its seed alone. Source: Steele, Lea, Flood, OOPSLA 2014.</summary>
internal sealed class SeededBits(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A value in 0 … <paramref name="limit"/> − 1; the limit is at least 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public byte Byte() => (byte)Next();

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
