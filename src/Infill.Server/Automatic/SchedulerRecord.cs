namespace Infill.Server.Automatic;

/// <summary>A spacing of noise levels.</summary>
/// <param name="Name">"karras".</param>
/// <param name="Label">As clients write it.</param>
internal sealed record SchedulerRecord(string Name, string Label)
{
    /// <summary>Always null.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The exponent of Karras' spacing is 7, as in the paper; others have none, which is -1.</summary>
    public double DefaultRho { get; init; } = -1;

    /// <summary>Always false.</summary>
    public bool NeedInnerModel { get; init; }
}
