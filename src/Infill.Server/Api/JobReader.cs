using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>From a native request over HTTP to the job with its files, from JSON or from a form with the JSON as its text 'job'.</summary>
/// <param name="parts">The server.</param>
/// <param name="owner">Who asks.</param>
/// <param name="intake">Holds the request's files.</param>
internal sealed class JobReader(ServerParts parts, string owner, Intake intake)
{
    private const string JobPart = "job";
    private const string ImagePart = "image";
    private const string MaskPart = "mask";
    private const string ExcludePart = "exclude";
    private const string BackgroundPart = "background";

    /// <summary>Reads the request.</summary>
    /// <returns>What the client asked, and the job.</returns>
    /// <exception cref="Exception">Whatever is wrong with it.</exception>
    public async Task<(JobRequest Request, JobSpec Spec)> ReadAsync(HttpContext context)
    {
        if (Replies.MediaOf(context).Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            var form = new FormReader(intake, ImagePart, MaskPart, ExcludePart, BackgroundPart);
            await form.ReadAsync(context).ConfigureAwait(false);
            if (Array.Find((string[])[JobPart, ImagePart, MaskPart, ExcludePart], form.Repeated.Contains) is string twice)
            {
                throw ProblemException.Malformed($"The form has the part '{twice}' more than once; send each part once, and a job for each picture.");
            }

            string json = form.Texts.GetValueOrDefault(JobPart) ?? throw ProblemException.Malformed($"The form has no text '{JobPart}'; it holds the job as JSON.");
            using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
            JobRequest ofForm = await Replies.ReadAsync(body, ServerJson.Plain.JobRequest, context.RequestAborted).ConfigureAwait(false);
            return (ofForm, await ToSpecAsync(ofForm, form, context.RequestAborted).ConfigureAwait(false));
        }

        Replies.RequireMedia(context, Replies.Json, "multipart/form-data");
        JobRequest request = await context.ReadAsync(ServerJson.Plain.JobRequest).ConfigureAwait(false);
        return (request, await ToSpecAsync(request, form: null, context.RequestAborted).ConfigureAwait(false));
    }

    /// <summary>The content hash of a picture.</summary>
    /// <param name="source">What the client gave; null = the form's file.</param>
    /// <param name="form">The form, or null.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async Task<string> ReadImageAsync(PictureSource? source, FormReader? form, CancellationToken cancellationToken)
    {
        BlobHold? sent = form?.File(ImagePart);
        RequireOne("image", [("id", source?.Id is not null), ("base64", source?.Base64 is not null), ("the form's file 'image'", sent is not null)]);
        return sent?.Sha256 ?? await ReadPictureAsync("image", source!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where a mask comes from.</summary>
    /// <param name="name">Member and part of the form: "mask" or "exclude".</param>
    /// <param name="source">What the client gave, or null.</param>
    /// <param name="sent">The form's file, or null.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async Task<MaskSpec> ReadMaskAsync(string name, MaskSource? source, BlobHold? sent, CancellationToken cancellationToken)
    {
        // A polarity alone goes with the form's file.
        RequireOne(name,
        [
            ("id", source?.Id is not null), ("base64", source?.Base64 is not null), ("expression", source?.Expression is not null),
            ("alpha", source?.Alpha == true), ($"the form's file '{name}'", sent is not null),
        ]);
        MaskPolarity? polarity = source?.Polarity is PolarityWord word ? (MaskPolarity)word : null;
        if (polarity is not null && (source!.Id is not null || source.Expression is not null))
        {
            throw ProblemException.Invalid($"{name}.polarity is for mask files and the alpha channel; stored masks and expressions fill where they say.");
        }

        string? blob = sent?.Sha256
            ?? (source!.Id is string id ? parts.RequirePicture(owner, id, isMask: true).Sha256 : null)
            ?? (source.Base64 is byte[] bytes ? (await intake.TakeAsync(bytes, cancellationToken).ConfigureAwait(false)).Hold.Sha256 : null);
        return new MaskSpec { Blob = blob, Expression = source?.Expression, IsAlpha = source?.Alpha == true, Polarity = polarity };
    }

    private async Task<JobSpec> ToSpecAsync(JobRequest request, FormReader? form, CancellationToken cancellationToken)
    {
        JobSpec spec = RequestReader.Read(request, parts.Engines);
        return spec with
        {
            Image = await ReadImageAsync(request.Image, form, cancellationToken).ConfigureAwait(false),
            Mask = request.Workflow == JobWorkflow.Extend || (request.Workflow.IsMaskOptional() && request.Mask is null && form?.File(MaskPart) is null) ? null
                : await ReadMaskAsync(MaskPart, request.Mask, form?.File(MaskPart), cancellationToken).ConfigureAwait(false),
            Exclude = request.Exclude is null && form?.File(ExcludePart) is null ? null
                : await ReadMaskAsync(ExcludePart, request.Exclude, form?.File(ExcludePart), cancellationToken).ConfigureAwait(false),
            Swap = await ReadSwapAsync(spec.Swap, request, form?.File(BackgroundPart), cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<SwapSpec?> ReadSwapAsync(SwapSpec? swap, JobRequest request, BlobHold? sent, CancellationToken cancellationToken)
    {
        PictureSource? source = request.Swap?.BackgroundImage;
        if (swap is null)
        {
            return sent is null ? null : throw ProblemException.Invalid($"The form's file '{BackgroundPart}' is for the workflow {JobWorkflows.SwapWord} only.");
        }

        if (sent is not null && (source is not null || request.Swap?.Background is not null))
        {
            throw ProblemException.Invalid($"The form's file '{BackgroundPart}' is the background; leave out swap.background and swap.background_image.");
        }

        swap = request.Mask?.Id is string mask ? SwapReader.WithEdgesOf(swap, parts.RequirePicture(owner, mask, isMask: true)) : swap;
        return sent is null && source is null ? swap
            : swap with { Picture = sent?.Sha256 ?? await ReadPictureAsync("swap.background_image", source!, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<string> ReadPictureAsync(string name, PictureSource source, CancellationToken cancellationToken)
    {
        RequireOne(name, [("id", source.Id is not null), ("base64", source.Base64 is not null)]);
        return source.Id is string id
            ? parts.RequirePicture(owner, id, isMask: false).Sha256
            : (await intake.TakeAsync(source.Base64!, cancellationToken).ConfigureAwait(false)).Hold.Sha256;
    }

    private static void RequireOne(string name, (string Way, bool IsGiven)[] ways)
    {
        if (ways.Count(way => way.IsGiven) != 1)
        {
            string given = string.Join(" and ", ways.Where(way => way.IsGiven).Select(way => way.Way));
            throw ProblemException.Invalid($"{name} needs exactly one of {string.Join(", ", ways.Select(way => way.Way))}; got {(given.Length == 0 ? "none" : given)}.");
        }
    }
}
