namespace Infill.Server.Automatic;

/// <summary>The run at work.</summary>
internal sealed record RunState
{
    /// <summary>Always false.</summary>
    public bool Skipped { get; init; }

    /// <summary>True once it was told to stop.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Id of the job, "" if none runs.</summary>
    public string Job { get; init; } = "";

    /// <summary>Pictures of the job.</summary>
    public int JobCount { get; init; }

    /// <summary>Picture at work, from 0.</summary>
    public int JobNo { get; init; }

    /// <summary>Step at work.</summary>
    public int SamplingStep { get; init; }

    /// <summary>Steps in all.</summary>
    public int SamplingSteps { get; init; }
}
