using Infill.Quality.Refining;
using Infill.Workflows.Products;

namespace Infill.Server.Running;

/// <summary>What a job would do, known without running it.</summary>
/// <param name="Request">What the library would run.</param>
/// <param name="Fill">The fill of the whole mask; of a picture that is taken as it stands, what its widest pass would fill.</param>
/// <param name="Refinement">The passes, or null if none follow.</param>
internal sealed record JobForecast(InpaintRequest Request, InpaintForecast Fill, RefinementForecast? Refinement)
{
    /// <summary>What someone should know before: of the picture's file, and of what the workflow computed already.</summary>
    public IReadOnlyList<string> Warnings => [.. Request.Image.Metadata.Warnings, .. Request.Image.Metadata.Notes, .. Request.Given?.Warnings ?? []];

    /// <summary>Estimated seconds of everything, if every fill and every pass is run; null if an engine cannot tell.</summary>
    /// <param name="files">Results that the job writes.</param>
    /// <param name="fills">Fills that it makes at most.</param>
    public double? SecondsOf(int files, int fills) => (Refinement is null ? (Fill.Seconds ?? SwapSeconds) * fills : Refinement.Seconds * files) is double seconds ? Math.Round(seconds, 1) : null;

    private double? SwapSeconds => Request is { Given: not null, Workflow: SwapBackground.Workflow } ? Request.Image.Size.Area / 1e6 * SwapMaker.SecondsPerMegapixel : null;
}
