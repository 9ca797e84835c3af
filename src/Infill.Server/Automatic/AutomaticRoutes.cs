using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Automatic;

/// <summary>The dialect of AUTOMATIC1111's web API under /sdapi/v1.</summary>
/// <param name="parts">The server.</param>
internal sealed class AutomaticRoutes(ServerParts parts)
{
    private readonly DirectRun _run = new(parts.Desk);

    /// <summary>The checkpoint that an owner set; as there, it lasts until the server stops.</summary>
    private readonly ConcurrentDictionary<string, string> _checkpoints = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, RunWatch> _runs = new(StringComparer.Ordinal);

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        Route("POST", "/img2img", "Fill a picture's mask as AUTOMATIC1111's web API does; pixels outside the mask and its blur stay bit by bit.", FillAsync) with { Stores = true, Queues = true },
        Route("GET", "/options", "The settings that there are here.", context => Write(context, Settings(context), AutomaticJson.Plain.ServerSettings)),
        Route("POST", "/options", "Choose the engine: sd_model_checkpoint.", SetAsync),
        Route("GET", "/sd-models", "List the engines as checkpoints.", ListAsync),
        Route("GET", "/samplers", "List the samplers of engines with a model.", context => Write(context, SamplerNames.All, AutomaticJson.Plain.SamplerRecordArray)),
        Route("GET", "/schedulers", "List the spacings of noise levels.", context => Write(context, SamplerNames.Schedulers, AutomaticJson.Plain.SchedulerRecordArray)),
        Route("GET", "/progress", "Say how far this key's run is, with a small picture if the engine shows one; skip_current_image=true leaves it out.", ProgressAsync),
        Route("POST", "/interrupt", "End this key's run within a step.", InterruptAsync),
        Route("POST", "/skip", "End this key's run within a step, as /interrupt.", InterruptAsync),
        Route("GET", "/scripts", "None change requests.", context => Write(context, new ScriptList(), AutomaticJson.Plain.ScriptList)),
        Route("GET", "/cmd-flags", "None that a client needs.", Nothing),
        .. ((string[])["/refresh-checkpoints", "/refresh-vae", "/refresh-loras", "/reload-checkpoint", "/unload-checkpoint"])
            .Select(path => Route("POST", path, "Nothing to do: the engines are those of the server's start.", Nothing)),
        Route("GET", "/embeddings", "None are listed.", context => Write(context, new EmbeddingList(), AutomaticJson.Plain.EmbeddingList)),
        .. ((string[])["/sd-vae", "/upscalers", "/latent-upscale-modes", "/hypernetworks", "/face-restorers", "/prompt-styles", "/loras", "/sd-modules", "/script-info", "/extensions", "/realesrgan-models"])
            .Select(path => Route("GET", path, "An empty list: there are none here.", context => Write(context, [], AutomaticJson.Plain.StringArray))),
        Refused("/interrogate", "no engine here describes pictures"),
        Refused("/txt2img", "this server fills parts of pictures; send one with a mask to /sdapi/v1/img2img"),
        Refused("/extra-single-image", "this server does not enlarge pictures"),
        Refused("/png-info", "texts within pictures are not read here"),
    ];

    private static Route Route(string method, string path, string summary, RequestDelegate handler) => new(method, "/sdapi/v1" + path, summary, handler)
    {
        Takes = method == "POST" ? [(Replies.Json, null)] : [],
        Gives = [(200, Replies.Json, null)],
        Explain = (context, explanation) => context.WriteAsync(explanation.Status, new Refusal(explanation.Code, explanation.Detail, explanation.Detail), AutomaticJson.Plain.Refusal),
    };

    private static Route Refused(string path, string why) => Route(
        "POST", path, $"Refused: {why}.", _ => throw new ProblemException(new Explanation(404, "not-here", "This server does not do that", $"/sdapi/v1{path} is not here: {why}.")));

    private static Task Nothing(HttpContext context) => Write(context, [], AutomaticJson.Plain.DictionaryStringString);

    private static Task Write<T>(HttpContext context, T record, JsonTypeInfo<T> type) => context.WriteAsync(200, record, type);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        JsonElement sent = await context.ReadAsync(AutomaticJson.Plain.JsonElement).ConfigureAwait(false);
        try
        {
            return LooseJson.Read(sent, type) ?? throw ProblemException.Malformed("The body is JSON null; send an object.");
        }
        catch (JsonException reason)
        {
            throw ProblemException.Malformed($"The JSON {JsonFaults.Describe(reason, type)}");
        }
    }

    private async Task FillAsync(HttpContext context)
    {
        ImageRequest request = await ReadAsync(context, AutomaticJson.Plain.ImageRequest).ConfigureAwait(false);
        EngineInfo engine = FindEngine(request.OverrideSettings?.SdModelCheckpoint ?? CheckpointOf(context));
        IReadOnlyList<string> warnings;
        Job job;
        using (Intake intake = parts.JobIntake())
        {
            (JobSpec spec, warnings) = await ReadAsync(request, engine, intake, context.RequestAborted).ConfigureAwait(false);
            job = await _run.AcceptAsync(context.Caller().Owner, spec, context.RequestAborted).ConfigureAwait(false);
            intake.Keep();
        }

        using (var watch = new RunWatch(job, parts.Desk, parts.Time))
        {
            _runs[job.Owner] = watch;
            try
            {
                job = await _run.FinishAsync(job, context.RequestAborted).ConfigureAwait(false);
            }
            finally
            {
                _runs.TryRemove(new(job.Owner, watch));
            }
        }

        var response = new ImageResponse
        {
            Images = request.SendImages ? [.. job.Result!.Outputs.Select(output => Convert.ToBase64String(PngText.Insert(parts.Read(output), "parameters", ImagePlan.Infotext(request, output, job.Spec.Engine))))] : [],
            Parameters = (request.IncludeInitImages ? WithFiles(request, job) : request with { InitImages = null, Mask = null }) with { MaskBlur = request.Blur },
            Info = JsonSerializer.Serialize(Describe(request, job, warnings), AutomaticJson.Plain.ImageInfo),
        };
        await Write(context, response, AutomaticJson.Plain.ImageResponse).ConfigureAwait(false);
    }

    private static async Task<(JobSpec Spec, IReadOnlyList<string> Warnings)> ReadAsync(ImageRequest request, EngineInfo engine, Intake intake, CancellationToken cancellationToken)
    {
        if (request.InitImages is not [string picture])
        {
            throw ProblemException.Invalid($"init_images holds {request.InitImages?.Count ?? 0} pictures; this server fills one per request.");
        }

        string maskText = request.Mask ?? throw ProblemException.Invalid("mask is missing; this server fills masks (white = fill) and leaves whole pictures as they are.");
        (BlobHold image, ImageHeader header) = await intake.TakeAsync(picture, "init_images[0]", cancellationToken).ConfigureAwait(false);
        (BlobHold mask, _) = await intake.TakeAsync(maskText, "mask", cancellationToken).ConfigureAwait(false);
        (JobSpec spec, IReadOnlyList<string> warnings) = ImagePlan.Read(request, header.Size, engine, DrawSeed());
        MaskPolarity polarity = request.InpaintingMaskInvert == 1 ? MaskPolarity.BlackFills : MaskPolarity.WhiteFills;
        return (spec with { Image = image.Sha256, Mask = new MaskSpec { Blob = mask.Sha256, Polarity = polarity } }, warnings);
    }

    // What was sent came as a file beside the JSON, so it is read from the store again.
    private ImageRequest WithFiles(ImageRequest request, Job job) => request with { InitImages = [ReadBlob(job.Spec.Image)], Mask = ReadBlob(job.Spec.Mask!.Blob!) };

    private string ReadBlob(string sha256)
    {
        using Stream stream = parts.Blobs.Open(sha256);
        return Convert.ToBase64String(ImageFile.ReadBytes(stream).Span);
    }

    private static int DrawSeed() => Convert.ToInt32(RandomId.Next()[..8], 16) & FillOptions.MaxSeed;

    private static ImageInfo Describe(ImageRequest request, Job job, IReadOnlyList<string> warnings)
    {
        IReadOnlyList<JobOutput> outputs = job.Result!.Outputs;
        return new ImageInfo
        {
            Prompt = request.Prompt ?? "",
            AllPrompts = [.. outputs.Select(_ => request.Prompt ?? "")],
            NegativePrompt = request.NegativePrompt ?? "",
            Seed = outputs[0].Seed,
            AllSeeds = [.. outputs.Select(output => output.Seed)],
            Width = outputs[0].Size.Width,
            Height = outputs[0].Size.Height,
            SdModelName = job.Spec.Engine,
            Infotexts = [.. outputs.Select(output => ImagePlan.Infotext(request, output, job.Spec.Engine))],
            Job = job.Id,
            PixelSha256 = [.. outputs.Select(output => output.PixelSha256)],
            Warnings = [.. warnings, .. outputs.SelectMany(output => output.Warnings).Distinct()],
            Status = job.State == JobState.Degraded ? "degraded" : "completed",
            Reason = JobAdvice.Reason(job),
            NextStep = JobAdvice.NextStep(job),
        };
    }

    private string CheckpointOf(HttpContext context) => _checkpoints.GetValueOrDefault(context.Caller().Owner)
        ?? parts.Engines.Engines.FirstOrDefault(engine => engine.UsesPrompt)?.Name ?? "patch";

    private EngineInfo FindEngine(string name) => parts.Engines.Find(name) ?? throw new ProblemException(new Explanation(
        404, "model-not-found", "There is no such model", $"There is no checkpoint of that name; GET /sdapi/v1/sd-models lists {string.Join(", ", parts.Engines.Engines.Select(engine => engine.Name))}."));

    private async Task SetAsync(HttpContext context)
    {
        SettingsRequest settings = await ReadAsync(context, AutomaticJson.Plain.SettingsRequest).ConfigureAwait(false);
        if (settings.SdModelCheckpoint is string name)
        {
            _checkpoints[context.Caller().Owner] = FindEngine(name).Name;
        }

        await Write(context, Settings(context), AutomaticJson.Plain.ServerSettings).ConfigureAwait(false);
    }

    private ServerSettings Settings(HttpContext context) => new(CheckpointOf(context)) { SdCheckpointHash = FindEngine(CheckpointOf(context)).Model?.Fingerprint };

    private Task ListAsync(HttpContext context) => Write(
        context, [.. parts.Engines.Engines.Select(CheckpointRecord.Of)], AutomaticJson.Plain.CheckpointRecordArray);

    private RunWatch? Watch(HttpContext context) => _runs.GetValueOrDefault(context.Caller().Owner);

    private async Task ProgressAsync(HttpContext context)
    {
        RunProgressRecord record = Watch(context) is not RunWatch watch ? new RunProgressRecord()
            : context.Request.Query["skip_current_image"] == "true" ? watch.Describe()
            : watch.Describe() with { CurrentImage = await watch.PaintAsync(parts.Check, context.RequestAborted).ConfigureAwait(false) };
        await Write(context, record, AutomaticJson.Plain.RunProgressRecord).ConfigureAwait(false);
    }

    private Task InterruptAsync(HttpContext context)
    {
        Watch(context)?.Interrupt();
        return Nothing(context);
    }
}
