using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>The tool that puts products before other backgrounds. A subject that it looks for itself is shown first, and used only when it comes back as a mask.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps pictures.</param>
/// <param name="masks">Shows masks.</param>
/// <param name="runner">Runs jobs to their ends.</param>
internal sealed class SwapTools(ServerParts parts, Handles handles, MaskTools masks, EditRunner runner)
{
    private const string Subject = "subject:";

    /// <summary>The tool.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("swap_background", "Put a product, a person or another thing before a new background: a colour, a gradient, transparency, a picture, or what a prompt says. The mask marks the thing that stays; its own pixels are kept bit by bit, its soft edge is freed of the old background, a shadow is drawn. Without mask the subject is found, shown, and nothing changed (needs_approval).", McpJson.Plain.SwapArguments, SwapAsync) { Answers = AnswerMembers.OfSwaps },
    ];

    private async Task<ToolReply> SwapAsync(ToolCall call, CancellationToken cancellationToken)
    {
        SwapArguments arguments = call.Read(McpJson.Plain.SwapArguments);
        JobSpec spec = RequestReader.Read(ToRequest(arguments), parts.Engines);
        StoredPicture picture = handles.Picture(call.Owner, arguments.Image);
        StoredPicture? mask = arguments.Mask is string handle ? handles.Mask(call.Owner, handle) : null, behind = arguments.BackgroundImage is string other ? handles.Picture(call.Owner, other) : null;
        if (mask is null && !picture.Header.Format.HasAlpha)
        {
            return await ProposeAsync(call, picture, cancellationToken).ConfigureAwait(false);
        }

        return await runner.RunAsync(
            call,
            spec with
            {
                Image = picture.Sha256,
                Mask = mask is null ? null : new MaskSpec { Blob = mask.Sha256 },
                Swap = (mask is null ? spec.Swap! : SwapReader.WithEdgesOf(spec.Swap!, mask)) with { Picture = behind?.Sha256 },
                Output = spec.Output with { OnlyColour = true },
            },
            picture.Id,
            cancellationToken).ConfigureAwait(false);
    }

    private static JobRequest ToRequest(SwapArguments arguments) => new()
    {
        Workflow = JobWorkflow.SwapBackground,
        Engine = arguments.Engine,
        Seed = arguments.Seed,
        Swap = new SwapRequest
        {
            Background = arguments.Background,
            BackgroundImage = arguments.BackgroundImage is string behind ? new PictureSource { Id = behind } : null,
            Shadow = arguments.Shadow,
            Canvas = arguments.Canvas,
            MarginPercent = arguments.MarginPercent,
            Edges = arguments.Edges,
        },
    };

    private async Task<ToolReply> ProposeAsync(ToolCall call, StoredPicture picture, CancellationToken cancellationToken)
    {
        DrawnMask drawn = await parts.Check.DrawAsync(new MaskSpec { Expression = Subject }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        ToolReply reply = await masks.ShowAsync(call.Owner, drawn, picture, cancellationToken).ConfigureAwait(false);
        return reply with
        {
            Answer = reply.Answer with
            {
                Status = AnswerStatus.NeedsApproval,
                Reason = "No mask was given, so a network looked for the subject; nothing was changed yet.",
                NextStep = "Look at the preview, and show it to the user. If the red area is the thing that stays, call swap_background again with this mask; else mark it by propose_mask.",
            },
        };
    }
}
