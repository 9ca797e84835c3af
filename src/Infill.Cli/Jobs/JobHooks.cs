using Infill.Imaging;
using Infill.Quality;

namespace Infill.Cli.Jobs;

/// <summary>Where others look into a job while it runs; what they throw ends it.</summary>
internal sealed record JobHooks
{
    /// <summary>Nobody looks.</summary>
    public static JobHooks None { get; } = new();

    /// <summary>Called when picture and mask are read, before the engine runs.</summary>
    public Action<InpaintRequest>? Built { get; init; }

    /// <summary>Called with the result and what the gate says of it, before it is written; not if nobody judged.</summary>
    public Action<Image, FillVerdict>? Judged { get; init; }

    /// <summary>Called when an output stands under its name, with what was asked for and the picture after it.</summary>
    public Action<InpaintRequest, Image>? Written { get; init; }
}
