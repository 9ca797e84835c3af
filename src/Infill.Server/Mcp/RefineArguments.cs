using System.ComponentModel;

namespace Infill.Server.Mcp;

/// <summary>Arguments of refine.</summary>
internal sealed record RefineArguments
{
    [Description("Handle of the edited picture, as the edit answered it.")]
    public required string Image { get; init; }

    [Description("Most fills to try, 1–100 (default 4); it stops at the first that the quality gate accepts.")]
    public int? Attempts { get; init; }
}
