using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill;

/// <summary>Everything a run depends on. Workflows, the command line and later servers only fill it in.</summary>
public sealed record InpaintRequest
{
    /// <summary>The picture; never modified.</summary>
    public required Image Image { get; init; }

    /// <summary>What to fill, of the picture's size, 1 = fill; never modified.</summary>
    public required Mask Mask { get; init; }

    /// <summary>Name in the <see cref="Engines.EngineCatalog"/>, default "patch".</summary>
    public string Engine { get; init; } = "patch";

    /// <summary>Content that the workflow computed itself; then no engine of the catalogue runs, and <see cref="Engine"/> is only a name for the trace. Default null.</summary>
    public GivenFill? Given { get; init; }

    /// <summary>Where engines that copy must not copy from (values above 0), of the picture's size; null = nowhere.</summary>
    public Mask? Exclude { get; init; }

    /// <summary>Lines to carry through the hole, in picture pixels.</summary>
    public IReadOnlyList<GuideLine> Guides { get; init; } = [];

    /// <summary>Name of the workflow that made the request, for the trace: "remove", "fill", "extend".</summary>
    public string Workflow { get; init; } = "fill";

    /// <summary>What the workflow found and chose on the way to this request, as whole sentences for people; changes nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Looks at the finished picture with what only the workflow knows; the verdict goes into the trace. Null (default) = nobody looks, or the quality gate does.</summary>
    public Func<Image, TraceVerdict>? Check { get; init; }

    /// <summary>Options per stage.</summary>
    public InpaintOptions Options { get; init; } = new();
}
