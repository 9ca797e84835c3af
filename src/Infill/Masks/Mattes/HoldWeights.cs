namespace Infill.Masks.Mattes;

/// <summary>How strongly a mask holds alpha against the picture's colours, in units in which two clear colours hold a pixel with about 1.</summary>
/// <param name="Least">Anywhere in the band, above 0.</param>
/// <param name="Border">What is added towards the band's borders, where masks are right more often than colours.</param>
/// <param name="Clutter">What is added where the colours of both sides are the same, and would lead alpha along the texture.</param>
/// <param name="Bend">Power of the way from the outline to the border by which <paramref name="Border"/> is added.</param>
internal sealed record HoldWeights(float Least, float Border, float Clutter, float Bend)
{
    /// <summary>To see whether a mask is right: neither side leads.</summary>
    public static HoldWeights Trial { get; } = new(0.02f, 0.3f, 1f, 2);

    /// <summary>For a mask that proved right along the picture's own edges.</summary>
    public static HoldWeights Exact { get; } = new(0.05f, 30f, 3f, 1);

    /// <summary>For one that is off by less than a pixel here and there.</summary>
    public static HoldWeights Drawn { get; } = new(0.005f, 0.3f, 0.3f, 2);

    /// <summary>For one that may be off by the whole band: it is right nowhere in particular.</summary>
    public static HoldWeights Rough { get; } = new(0.001f, 0.1f, 0f, 2);

    /// <summary>For the outline that colours found, looked at once more.</summary>
    public static HoldWeights Found { get; } = new(0.005f, 1f, 0.3f, 1);
}
