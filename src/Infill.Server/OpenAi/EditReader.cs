using System.Globalization;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.OpenAi;

/// <summary>Reads an edit from a form or from JSON, with its files.</summary>
/// <param name="parts">The server.</param>
/// <param name="intake">Holds the files.</param>
internal sealed class EditReader(ServerParts parts, Intake intake)
{
    private const string ImagePart = "image";
    private const string MaskPart = "mask";

    /// <summary>The request, the job, and what the client should know.</summary>
    public async Task<(EditRequest Request, JobSpec Spec, IReadOnlyList<string> Warnings)> ReadAsync(HttpContext context)
    {
        bool isForm = Replies.MediaOf(context).Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        (EditRequest request, (BlobHold Hold, ImageHeader Header) image, (BlobHold Hold, ImageHeader Header)? mask) =
            isForm ? await ReadFormAsync(context).ConfigureAwait(false) : await ReadJsonAsync(context).ConfigureAwait(false);
        (JobSpec spec, IReadOnlyList<string> warnings) = new EditPlan(parts.Engines).Read(request, image.Header.Size);
        return (request, spec with { Image = image.Hold.Sha256, Mask = ToMask(image.Header, mask) }, warnings);
    }

    private static MaskSpec ToMask(ImageHeader image, (BlobHold Hold, ImageHeader Header)? mask) => mask switch
    {
        null when image.Format.HasAlpha => new MaskSpec { IsAlpha = true, Polarity = MaskPolarity.TransparentFills },
        null => throw ProblemException.Invalid("There is no mask, and the picture has no alpha channel to take it from; send a mask whose transparent pixels are to be edited."),
        { Header.Format.HasAlpha: false } => throw ProblemException.Invalid("The mask has no alpha channel; its transparent pixels (alpha 0) are what is edited. Save it as a PNG with transparency."),
        { Hold: BlobHold hold } => new MaskSpec { Blob = hold.Sha256, Polarity = MaskPolarity.TransparentFills },
    };

    private static ProblemException NotOne(int count) =>
        ProblemException.Invalid($"{count} pictures were sent; this server edits one. Send one image, and a mask of its size.");

    private async Task<(EditRequest, (BlobHold, ImageHeader), (BlobHold, ImageHeader)?)> ReadFormAsync(HttpContext context)
    {
        var form = new FormReader(intake, ImagePart, MaskPart);
        await form.ReadAsync(context).ConfigureAwait(false);
        (BlobHold, ImageHeader)[] images = [.. form.Files.Where(file => file.Name == ImagePart).Select(file => (file.Hold, file.Header))];
        (BlobHold, ImageHeader)?[] masks = [.. form.Files.Where(file => file.Name == MaskPart).Select(file => ((BlobHold, ImageHeader)?)(file.Hold, file.Header))];
        return images.Length != 1 ? throw NotOne(images.Length)
            : masks.Length > 1 ? throw ProblemException.Invalid($"{masks.Length} masks were sent; send one, of the picture's size.")
            : (ToRequest(form.Texts), images[0], masks.FirstOrDefault());
    }

    private async Task<(EditRequest, (BlobHold, ImageHeader), (BlobHold, ImageHeader)?)> ReadJsonAsync(HttpContext context)
    {
        Replies.RequireMedia(context, Replies.Json, "multipart/form-data");
        EditRequest request = await context.ReadAsync(OpenAiJson.Plain.EditRequest).ConfigureAwait(false);
        ImageReference[] images = [.. request.Images ?? [], .. request.Image is null ? [] : (ImageReference[])[request.Image]];
        if (images is not [ImageReference image])
        {
            throw NotOne(images.Length);
        }

        (BlobHold, ImageHeader)? mask = request.Mask is null ? null : await TakeAsync(request.Mask, "mask.image_url", context.RequestAborted).ConfigureAwait(false);
        return (request, await TakeAsync(image, "images[0].image_url", context.RequestAborted).ConfigureAwait(false), mask);
    }

    private Task<(BlobHold Hold, ImageHeader Header)> TakeAsync(ImageReference reference, string member, CancellationToken cancellationToken) => reference.ImageUrl is string url
        ? intake.TakeAsync(url, member, cancellationToken)
        : throw ProblemException.Invalid($"{member} is missing; send the file as a data URL. Files by id are not known here.");

    private static EditRequest ToRequest(Dictionary<string, string> texts) => new()
    {
        Model = texts.GetValueOrDefault("model"),
        Prompt = texts.GetValueOrDefault("prompt"),
        N = Number(texts, "n"),
        Size = texts.GetValueOrDefault("size"),
        Quality = texts.GetValueOrDefault("quality"),
        ResponseFormat = texts.GetValueOrDefault("response_format"),
        OutputFormat = texts.GetValueOrDefault("output_format"),
        OutputCompression = Number(texts, "output_compression"),
        Background = texts.GetValueOrDefault("background"),
        Stream = texts.GetValueOrDefault("stream") is not string stream ? null
            : bool.TryParse(stream, out bool isStream) ? isStream
            : throw ProblemException.Invalid("stream must be true or false."),
        PartialImages = Number(texts, "partial_images"),
        Seed = Number(texts, "seed"),
    };

    private static int? Number(Dictionary<string, string> texts, string name) => texts.GetValueOrDefault(name) is not string text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
        : throw ProblemException.Invalid($"{name} must be a whole number.");
}
