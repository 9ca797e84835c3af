using Infill.Imaging;
using Infill.Masks;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>Tools that propose, change and show masks.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps masks.</param>
internal sealed class MaskTools(ServerParts parts, Handles handles)
{
    /// <summary>A network that is less sure than this should be asked again, or a person.</summary>
    private const double LeastScore = 0.5;

    /// <summary>The tools.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("propose_mask", "Mark what to change in a picture: a box, shapes, a colour; or let a network find the thing under clicks or in a box, the subject, or all writing. Answers a mask handle, what it fills, and a preview (red with a yellow contour). Look at the preview before editing.", McpJson.Plain.MaskArguments, ProposeAsync),
        new("edit_mask", "Change a mask: grow, shrink or feather it by pixels, unite it with or subtract or intersect it with shapes or another mask, or invert it. Answers a new mask handle and a preview; the old mask stays.", McpJson.Plain.MaskEditArguments, EditAsync),
        new("preview_mask", "Look at a mask on its picture: red with a yellow contour.", McpJson.Plain.PreviewArguments, PreviewAsync) { IsReadOnly = true },
    ];

    /// <summary>A mask that was just made, with its preview.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="drawn">The mask.</param>
    /// <param name="picture">Its picture.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async Task<ToolReply> ShowAsync(string owner, DrawnMask drawn, StoredPicture picture, CancellationToken cancellationToken)
    {
        StoredPicture mask = await handles.KeepAsync(owner, drawn, cancellationToken).ConfigureAwait(false);
        byte[] preview = await handles.PreviewAsync(mask, picture, cancellationToken).ConfigureAwait(false);
        return new ToolReply(handles.Describe(mask) with { NextStep = "Look at the preview. If it covers what is meant, go on with plan_edit or an edit; else edit_mask changes it, or propose another." }, preview);
    }

    private async Task<ToolReply> ProposeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        MaskArguments arguments = call.Read(McpJson.Plain.MaskArguments);
        StoredPicture picture = handles.Picture(call.Owner, arguments.Image);
        DrawnMask drawn = await parts.Check.DrawAsync(new MaskSpec { Expression = MaskWords.ToExpression(arguments) }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        ToolReply reply = await ShowAsync(call.Owner, drawn, picture, cancellationToken).ConfigureAwait(false);
        return drawn.Score is not double score || score >= LeastScore ? reply : reply with
        {
            Answer = reply.Answer with
            {
                Status = AnswerStatus.NeedsApproval,
                Reason = $"The network is not sure of this mask: its score is {score.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} of 1.",
                NextStep = "Show the preview to the user before an edit uses this mask; more clicks, not_clicks, around or another candidate may give a surer one.",
            },
        };
    }

    private async Task<ToolReply> EditAsync(ToolCall call, CancellationToken cancellationToken)
    {
        MaskEditArguments arguments = call.Read(McpJson.Plain.MaskEditArguments);
        RequireFitting(arguments);
        StoredPicture picture = handles.Picture(call.Owner, arguments.Image), stored = handles.Mask(call.Owner, arguments.Mask);
        Mask mask = await DrawAsync(new MaskSpec { Blob = stored.Sha256 }, picture, cancellationToken).ConfigureAwait(false);
        Mask? second = arguments switch
        {
            { With: string shapes } => await DrawAsync(new MaskSpec { Expression = shapes }, picture, cancellationToken).ConfigureAwait(false),
            { Other: string other } => await DrawAsync(new MaskSpec { Blob = handles.Mask(call.Owner, other).Sha256 }, picture, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        Mask changed = arguments.Operation switch
        {
            MaskOperation.Grow => MaskGrow.Grow(mask, arguments.Pixels!.Value),
            MaskOperation.Shrink => MaskShrink.Shrink(mask, arguments.Pixels!.Value),
            MaskOperation.Feather => MaskFeather.FeatherInwards(mask, arguments.Pixels!.Value),
            MaskOperation.Union => MaskCombine.Add(mask, second!),
            MaskOperation.Subtract => MaskCombine.Subtract(mask, second!),
            MaskOperation.Intersect => MaskCombine.Intersect(mask, second!),
            _ => MaskCombine.Invert(mask),
        };
        return await ShowAsync(call.Owner, new DrawnMask(changed, []), picture, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Mask> DrawAsync(MaskSpec spec, StoredPicture picture, CancellationToken cancellationToken) =>
        (await parts.Check.DrawAsync(spec, picture.Sha256, cancellationToken).ConfigureAwait(false)).Mask;

    private static void RequireFitting(MaskEditArguments arguments)
    {
        bool needsPixels = arguments.Operation <= MaskOperation.Feather, needsOther = arguments.Operation is MaskOperation.Union or MaskOperation.Subtract or MaskOperation.Intersect;
        string word = arguments.Operation.ToString().ToLowerInvariant();
        if (needsPixels != arguments.Pixels is not null || arguments.Pixels is < 1 or > MaskGrow.MaxPx)
        {
            throw ProblemException.Invalid(needsPixels ? $"{word} needs pixels from 1 to {MaskGrow.MaxPx}." : $"{word} takes no pixels.");
        }

        int others = (arguments.With is null ? 0 : 1) + (arguments.Other is null ? 0 : 1);
        if (others != (needsOther ? 1 : 0))
        {
            throw ProblemException.Invalid(needsOther ? $"{word} needs either with (shapes) or other (a mask handle)." : $"{word} takes neither with nor other.");
        }
    }

    private async Task<ToolReply> PreviewAsync(ToolCall call, CancellationToken cancellationToken)
    {
        PreviewArguments arguments = call.Read(McpJson.Plain.PreviewArguments);
        StoredPicture picture = handles.Picture(call.Owner, arguments.Image), mask = handles.Mask(call.Owner, arguments.Mask);
        return new ToolReply(handles.Describe(mask), await handles.PreviewAsync(mask, picture, cancellationToken).ConfigureAwait(false));
    }
}
