using Infill.Engines;
using Infill.Imaging;

namespace Infill.Quality.Refining;

/// <summary>Runs passes on canvases of one request.</summary>
/// <param name="request">What is refined.</param>
/// <param name="inpainter">Runs requests.</param>
/// <param name="engines">Where engines are found.</param>
internal sealed class PassRunner(InpaintRequest request, Inpainter inpainter, EngineCatalog engines)
{
    /// <summary>The result with the pass on top.</summary>
    /// <param name="before">The result so far.</param>
    /// <param name="pass">With its place resolved.</param>
    /// <param name="progress">Told of the pass's steps.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EngineException">The engine failed, or there is none of that name.</exception>
    /// <exception cref="InvalidRequestException">The pass cannot be run on this picture.</exception>
    public InpaintResult Run(InpaintResult before, TracePass pass, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        EngineInfo engine = Find(pass);
        InpaintRequest own = PassRequest.Make(request, before.Image, before.Mask.Composite, pass, engine);
        InpaintResult result = inpainter.Run(own, progress, cancellationToken);
        return PassJoin.Join(request.Image, before, result, replaces: ReferenceEquals(own.Mask, request.Mask));
    }

    /// <summary>What running the pass would cost; the canvas is not there yet, so the source stands for it.</summary>
    public InpaintForecast Foresee(Mask composite, TracePass pass) =>
        inpainter.Foresee(PassRequest.Make(request, request.Image, composite, pass, Find(pass)));

    private EngineInfo Find(TracePass pass) => engines.Find(pass.Engine) ?? throw new EngineException(
        $"Pass '{pass.Name}' wants the engine '{pass.Engine}'; there are: {string.Join(", ", engines.Engines.Select(e => e.Name))}.");
}
