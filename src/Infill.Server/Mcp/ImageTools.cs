using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Tools that load, describe, show, compare and save pictures and masks.</summary>
/// <param name="parts">The server.</param>
/// <param name="folders">What may be read and written.</param>
internal sealed class ImageTools(ServerParts parts, OpenFolders folders)
{
    private static readonly FileFormat[] Viewable = [FileFormat.Png, FileFormat.Jpeg, FileFormat.Webp, FileFormat.Gif];

    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("list_engines", "List the engines that can fill, and which of them take a text prompt. Call it before replace_region.", McpJson.Plain.NoArguments, ListEnginesAsync) { IsReadOnly = true },
        new("load_image", "Load a picture and get a handle for it. Every other tool works on handles. Start here.", McpJson.Plain.LoadArguments, LoadAsync),
        new("describe_image", "Say a picture's size and format, and show it.", McpJson.Plain.ImageArguments, DescribeAsync) { IsReadOnly = true },
        new("propose_mask", "Mark what to change in a picture: a box or shapes. Answers a mask handle, what it fills, and a preview (red with a yellow contour). Look at the preview before editing.", McpJson.Plain.MaskArguments, ProposeMaskAsync),
        new("preview_mask", "Look at a mask on its picture: red with a yellow contour.", McpJson.Plain.PreviewArguments, PreviewAsync) { IsReadOnly = true },
        new("compare", "Compare two pictures of one size pixel by pixel: how many differ, and where.", McpJson.Plain.CompareArguments, CompareAsync) { IsReadOnly = true },
        .. folders.Any ? [new ToolSpec("save_image", "Write a picture to a new file below an opened folder.", McpJson.Plain.SaveArguments, SaveAsync)] : Array.Empty<ToolSpec>(),
    ];

    /// <summary>A handle as an answer.</summary>
    public ToolAnswer Describe(StoredPicture picture) => new()
    {
        Status = AnswerStatus.Completed,
        Image = picture.IsMask ? null : picture.Id,
        Mask = picture.IsMask ? picture.Id : null,
        Width = picture.Header.Size.Width,
        Height = picture.Header.Size.Height,
        Format = picture.IsMask ? null : picture.Header.FileFormat,
        Area = picture.Mask is MaskFacts mask ? MaskFactsRecord.Of(mask) : null,
        Expires = picture.Created + parts.Options.Limits.Retention,
    };

    /// <summary>Gives a stored file a handle.</summary>
    public StoredPicture Keep(string owner, BlobHold hold, ImageHeader header, MaskFacts? mask = null)
    {
        var picture = new StoredPicture
        {
            Id = RandomId.Next(),
            Owner = owner,
            IsMask = mask is not null,
            Sha256 = hold.Sha256,
            Bytes = hold.Bytes,
            Header = header,
            Mask = mask,
            Created = parts.Time.GetUtcNow(),
        };
        parts.Pictures.Add(picture);
        return picture;
    }

    /// <summary>The file of a picture as a model can see it: its own, or a PNG of a format that models do not know.</summary>
    public (byte[] File, string Media) View(StoredPicture picture)
    {
        using Stream stream = parts.Blobs.Open(picture.Sha256);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return Viewable.Contains(picture.Header.FileFormat)
            ? (file, FileReply.MediaOf(picture.Header.FileFormat))
            : (ImageFile.Encode(parts.Decoder.Load(new MemoryStream(file), parts.Options.Limits.ToLoadOptions(), CancellationToken.None), FileFormat.Png), FileReply.MediaOf(FileFormat.Png));
    }

    private Task<ToolReply> ListEnginesAsync(ToolCall call, CancellationToken cancellationToken) => Task.FromResult(new ToolReply(new ToolAnswer
    {
        Status = AnswerStatus.Completed,
        Engines = [.. parts.Engines.Engines.Select(EngineRecord.Of)],
    }));

    private async Task<ToolReply> LoadAsync(ToolCall call, CancellationToken cancellationToken)
    {
        LoadArguments arguments = call.Read(McpJson.Plain.LoadArguments);
        if (arguments.Path is null == arguments.Base64 is null)
        {
            throw ProblemException.Invalid("load_image needs either path or base64.");
        }

        using Intake intake = parts.Intake();
        (BlobHold hold, ImageHeader header) = arguments.Base64 is byte[] bytes
            ? await intake.TakeAsync(bytes, cancellationToken).ConfigureAwait(false)
            : await LoadFileAsync(intake, arguments.Path!, cancellationToken).ConfigureAwait(false);
        StoredPicture picture = Keep(call.Owner, hold, header);
        intake.Keep();
        return new ToolReply(Describe(picture) with { NextStep = "propose_mask marks what to change." });
    }

    private async Task<(BlobHold Hold, ImageHeader Header)> LoadFileAsync(Intake intake, string path, CancellationToken cancellationToken)
    {
        string real = folders.RequireReadable(path);

        // Pipes and devices, which would keep the call waiting, have no length.
        if (new FileInfo(real).Length == 0)
        {
            throw ProblemException.Invalid("That file is empty (0 bytes) or not a regular file; name a picture.");
        }

        using FileStream stream = File.OpenRead(real);
        return await intake.TakeAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private Task<ToolReply> DescribeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        StoredPicture picture = parts.RequirePicture(call.Owner, call.Read(McpJson.Plain.ImageArguments).Image, isMask: false);
        (byte[] file, string media) = View(picture);
        return Task.FromResult(new ToolReply(Describe(picture), file, media));
    }

    private async Task<ToolReply> ProposeMaskAsync(ToolCall call, CancellationToken cancellationToken)
    {
        MaskArguments arguments = call.Read(McpJson.Plain.MaskArguments);
        StoredPicture picture = parts.RequirePicture(call.Owner, arguments.Image, isMask: false);
        string expression = arguments switch
        {
            { Expression: string text, Box: null } => text,
            { Expression: null, Box: [int x, int y, int width, int height] } => $"rect:{x},{y},{width},{height}",
            _ => throw ProblemException.Invalid("propose_mask needs either box, as [x, y, width, height], or expression."),
        };
        Mask mask = await parts.Check.DrawAsync(new MaskSpec { Expression = expression }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        if (mask.CountFilled() == 0)
        {
            throw ProblemException.Invalid("The mask is empty: nothing would be filled. Name another place or colour.");
        }

        using Intake intake = parts.Intake();
        (BlobHold hold, ImageHeader header) = await intake.TakeAsync(ImageFile.Encode(MaskImage.ToImage16(mask), FileFormat.Png), cancellationToken).ConfigureAwait(false);
        StoredPicture stored = Keep(call.Owner, hold, header, MaskFacts.Of(mask));
        intake.Keep();
        byte[] preview = await parts.Check.PreviewAsync(new MaskSpec { Blob = stored.Sha256 }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        return new ToolReply(Describe(stored) with { NextStep = "Look at the preview; then plan_edit, remove_object or replace_region." }, preview);
    }

    private async Task<ToolReply> PreviewAsync(ToolCall call, CancellationToken cancellationToken)
    {
        PreviewArguments arguments = call.Read(McpJson.Plain.PreviewArguments);
        StoredPicture picture = parts.RequirePicture(call.Owner, arguments.Image, isMask: false), mask = parts.RequirePicture(call.Owner, arguments.Mask, isMask: true);
        byte[] preview = await parts.Check.PreviewAsync(new MaskSpec { Blob = mask.Sha256 }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        return new ToolReply(Describe(mask), preview);
    }

    private Task<ToolReply> CompareAsync(ToolCall call, CancellationToken cancellationToken)
    {
        CompareArguments arguments = call.Read(McpJson.Plain.CompareArguments);
        Image before = Load(call.Owner, arguments.Before, cancellationToken), after = Load(call.Owner, arguments.After, cancellationToken);
        if (before.Size != after.Size || before.Format != after.Format)
        {
            throw ProblemException.Invalid($"The pictures are {before.Size}, {before.Format} and {after.Size}, {after.Format}; only pictures of one size and format can be compared.");
        }

        var changed = new Mask(before.Size);
        int bytes = before.Format.BytesPerPixel;
        for (int i = 0; i < changed.Values.Length; i++)
        {
            (int x, int y) = (i % before.Width, i / before.Width);
            changed.Values[i] = before.RowBytes(y).Slice(x * bytes, bytes).SequenceEqual(after.RowBytes(y).Slice(x * bytes, bytes)) ? 0f : 1f;
        }

        return Task.FromResult(new ToolReply(new ToolAnswer { Status = AnswerStatus.Completed, Width = before.Width, Height = before.Height, Area = MaskFactsRecord.Of(MaskFacts.Of(changed)) }));
    }

    private Image Load(string owner, string handle, CancellationToken cancellationToken)
    {
        using Stream stream = parts.Blobs.Open(parts.RequirePicture(owner, handle, isMask: false).Sha256);
        return parts.Decoder.Load(stream, parts.Options.Limits.ToLoadOptions(), cancellationToken);
    }

    private Task<ToolReply> SaveAsync(ToolCall call, CancellationToken cancellationToken)
    {
        SaveArguments arguments = call.Read(McpJson.Plain.SaveArguments);
        Image picture = Load(call.Owner, arguments.Image, cancellationToken);
        string path = folders.RequireWritable(arguments.Path);
        ImageFile.Save(picture, path, new SaveOptions { Format = ImageFile.FormatFromExtension(path) });
        return Task.FromResult(new ToolReply(new ToolAnswer { Status = AnswerStatus.Completed, Path = path }));
    }
}
