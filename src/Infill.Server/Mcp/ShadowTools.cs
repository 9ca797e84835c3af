using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Workflows;

namespace Infill.Server.Mcp;

/// <summary>The tool that takes shadows away. What it finds by itself is shown first, and used only when it comes back as a mask.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Keeps pictures.</param>
/// <param name="masks">Shows masks.</param>
/// <param name="runner">Runs jobs to their ends.</param>
internal sealed class ShadowTools(ServerParts parts, Handles handles, MaskTools masks, EditRunner runner)
{
    /// <summary>The tool.</summary>
    public IEnumerable<ToolSpec> All() =>
    [
        new("remove_shadow", "Take a cast shadow away by relighting the ground under it; its texture stays and nothing is invented. Without mask it looks for the shadow (with object: for the shadow of that thing), answers needs_approval with a mask and a preview, and changes nothing; call it again with that mask if it is right.", McpJson.Plain.ShadowArguments, RemoveAsync) { Answers = AnswerMembers.OfEdits },
    ];

    private async Task<ToolReply> RemoveAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ShadowArguments arguments = call.Read(McpJson.Plain.ShadowArguments);
        if (arguments is { Mask: not null, Object: not null })
        {
            throw ProblemException.Invalid("mask is the shadow itself, object is what throws it; give one of them, or neither.");
        }

        StoredPicture picture = handles.Picture(call.Owner, arguments.Image);
        if (arguments.Mask is string mask)
        {
            var spec = new JobSpec { Workflow = JobWorkflow.Unshadow, Image = picture.Sha256, Engine = Unshadow.Engine, Mask = new MaskSpec { Blob = handles.Mask(call.Owner, mask).Sha256 } };
            return await runner.RunAsync(call, spec, picture.Id, cancellationToken).ConfigureAwait(false);
        }

        Mask shadow = await FindAsync(picture, arguments.Object is string thing ? handles.Mask(call.Owner, thing) : null, cancellationToken).ConfigureAwait(false);
        if (shadow.CountFilled() == 0)
        {
            throw ProblemException.Invalid(arguments.Object is null
                ? "No shadow stands out in the picture. Mark it by propose_mask (a polygon along its edge) and give that as mask."
                : "No shadow stands out beside that thing. Mark it by propose_mask (a polygon along its edge) and give that as mask.");
        }

        ToolReply reply = await masks.ShowAsync(call.Owner, new DrawnMask(shadow, []), picture, cancellationToken).ConfigureAwait(false);
        return reply with
        {
            Answer = reply.Answer with
            {
                Status = AnswerStatus.NeedsApproval,
                Reason = "The shadow was found by itself, and a dark thing on light ground can look like one; nothing was changed yet.",
                NextStep = "Look at the preview, and show it to the user. If the red area is the shadow, call remove_shadow again with this mask; else mark the shadow by propose_mask.",
            },
        };
    }

    private async Task<Mask> FindAsync(StoredPicture picture, StoredPicture? thing, CancellationToken cancellationToken)
    {
        if (thing is null)
        {
            return await parts.Check.LookAsync(picture.Sha256, ShadowSpotter.Find, cancellationToken).ConfigureAwait(false);
        }

        DrawnMask drawn = await parts.Check.DrawAsync(new MaskSpec { Blob = thing.Sha256 }, picture.Sha256, cancellationToken).ConfigureAwait(false);
        return await parts.Check.LookAsync(picture.Sha256, image => ShadowGrowth.Find(image, drawn.Mask, withPenumbra: false, withReflections: false).Shadow, cancellationToken).ConfigureAwait(false);
    }
}
