using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality;
using Infill.Quality.Refining;
using Infill.Server.Jobs;
using Infill.Server.Pyramids;

namespace Infill.Server.Running;

/// <summary>Refuses jobs that could not run, before they are accepted: the picture and the masks are read, the whole request is validated.</summary>
/// <param name="maker">From the job to the request.</param>
/// <param name="engines">The engines of this server.</param>
/// <param name="proposer">Networks that propose masks.</param>
internal sealed class JobCheck(RequestMaker maker, EngineCatalog engines, IMaskProposer proposer) : IDisposable
{
    /// <summary>Checks that decode at the same time: each holds a picture in memory.</summary>
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _decoding = new(AtOnce);
    private readonly Inpainter _inpainter = new(engines);
    private readonly Refiner _refiner = new(engines, new Gate());

    /// <summary>Refuses a job that cannot be run.</summary>
    /// <returns>What it is estimated to take.</returns>
    /// <exception cref="InvalidRequestException">It cannot; lists every reason.</exception>
    /// <exception cref="ImageFileException">A file cannot be read, or the format cannot hold the result.</exception>
    public Task<JobMemory> RequireAsync(JobSpec spec, CancellationToken cancellationToken) => GuardedAsync(
        spec,
        request =>
        {
            RequestValidator.Require(request, engines);
            JobNeed need = spec.Gate?.Plan is RefinementPlan plan ? MemoryEstimate.ToRefine(request, plan, engines) : MemoryEstimate.ToRun(request, engines);
            return new JobMemory(need.Bytes, need.SharedBytes);
        },
        cancellationToken);

    /// <summary>What the job would do.</summary>
    public Task<JobForecast> ForeseeAsync(JobSpec spec, CancellationToken cancellationToken) => GuardedAsync(
        spec,
        request => new JobForecast(request, _inpainter.Foresee(request), spec.Gate?.Plan is RefinementPlan plan ? _refiner.Foresee(request, plan) : null),
        cancellationToken);

    /// <summary>Reads, draws or proposes a mask for its picture; whoever gets it shall look at it before it is used.</summary>
    public Task<DrawnMask> DrawAsync(MaskSpec mask, string image, CancellationToken cancellationToken) =>
        OneOfFewAsync(() => maker.Draw(mask, maker.Load(image, cancellationToken), proposer, cancellationToken), cancellationToken);

    /// <summary>Reads a picture and looks at it.</summary>
    public Task<T> LookAsync<T>(string image, Func<Image, T> look, CancellationToken cancellationToken) =>
        OneOfFewAsync(() => look(maker.Load(image, cancellationToken)), cancellationToken);

    /// <summary>Who draws a job's picture while it runs.</summary>
    public Task<PreviewPainter> PainterAsync(JobSpec spec, CancellationToken cancellationToken) =>
        GuardedAsync(spec, request => new PreviewPainter(request, _inpainter.Foresee(request)), cancellationToken);

    /// <summary>A stored mask with changed tiles.</summary>
    /// <param name="mask">Content hash of the mask.</param>
    /// <param name="tiles">Where each tile lies, and its file.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <exception cref="InvalidRequestException">A tile of another size than its place.</exception>
    /// <exception cref="ImageFileException">A tile that is no readable picture.</exception>
    public Task<Mask> PatchAsync(string mask, IReadOnlyList<(PixelRect Rect, byte[] File)> tiles, CancellationToken cancellationToken) =>
        OneOfFewAsync(() => MaskPatch.Apply(maker.LoadMask(mask, MaskPolarity.WhiteFills), [.. tiles.Select(tile => (tile.Rect, maker.ReadTile(tile.File, tile.Rect.Size)))]), cancellationToken);

    /// <summary>Shows a mask on its picture.</summary>
    /// <returns>A PNG file.</returns>
    public Task<byte[]> PreviewAsync(MaskSpec mask, string image, CancellationToken cancellationToken) => OneOfFewAsync(
        () =>
        {
            Image picture = maker.Load(image, cancellationToken);
            return ImageFile.Encode(MaskPreview.Overlay(picture, maker.Draw(mask, picture)), FileFormat.Png, new SaveOptions { Format = FileFormat.Png, StripMetadata = true });
        },
        cancellationToken);

    /// <summary>Frees the turnstile.</summary>
    public void Dispose() => _decoding.Dispose();

    private Task<T> GuardedAsync<T>(JobSpec spec, Func<InpaintRequest, T> look, CancellationToken cancellationToken)
    {
        RequireEngine(spec);
        return OneOfFewAsync(
            () =>
            {
                InpaintRequest request = maker.Make(spec, cancellationToken);
                FileFormat format = JobRun.FormatOf(spec, request.Image.Metadata.SourceFormat);
                return ImageFile.FindObstacle(request.Image.Format, request.Image.Size, format) is string obstacle
                    ? throw new InvalidRequestException([$"The result cannot be written as asked for: {obstacle}"])
                    : look(request);
            },
            cancellationToken);
    }

    private void RequireEngine(JobSpec spec)
    {
        EngineInfo? engine = engines.Find(spec.Engine);
        bool isSwap = spec.Swap?.Read().Prompt is not null;
        if ((isSwap || spec.Workflow == JobWorkflow.Replace) && engine is not { UsesPrompt: true })
        {
            string[] readers = [.. engines.Engines.Where(e => e.UsesPrompt).Select(e => e.Name)];
            throw new InvalidRequestException([
                $"{(isSwap ? "A background of prompt:TEXT" : "Replacing")} needs an engine that takes text; '{spec.Engine}' takes none. "
                + (readers.Length > 0 ? $"Engines here that do: {string.Join(", ", readers)}."
                    : $"None of this server does: start it with --model. {(isSwap ? "Colours, gradients, pictures and none need no engine." : "To take the object away, use the workflow remove.")}")]);
        }
    }

    private async Task<T> OneOfFewAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _decoding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _decoding.Release();
        }
    }
}
