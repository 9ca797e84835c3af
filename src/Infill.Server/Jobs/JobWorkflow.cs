using System.Text.Json.Serialization;

namespace Infill.Server.Jobs;

/// <summary>What a job is for; the same words as the command line's.</summary>
internal enum JobWorkflow
{
    /// <summary>Take an object away; the mask is grown a little.</summary>
    Remove,

    /// <summary>Fill exactly the mask.</summary>
    Fill,

    /// <summary>Grow the picture at its sides.</summary>
    Extend,

    /// <summary>Put something else there, led by a text.</summary>
    Replace,

    /// <summary>Take a shadow away by relighting its ground; no engine runs.</summary>
    Unshadow,

    /// <summary>Put what the mask marks before another background.</summary>
    [JsonStringEnumMemberName(JobWorkflows.SwapWord)]
    SwapBackground,

    /// <summary>Go on with a picture that was filled before, by passes that the gate judges.</summary>
    Refine,
}
