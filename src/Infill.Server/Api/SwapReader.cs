using System.Globalization;
using Infill.Masks.Mattes;
using Infill.Server.Jobs;
using Infill.Workflows.Products;

namespace Infill.Server.Api;

/// <summary>From the words of a swapped background to the job's.</summary>
internal static class SwapReader
{
    private const double MostMarginPercent = 100 * ProductCanvas.MostMargin;

    /// <summary>What is swapped, without the picture behind it; null for other workflows.</summary>
    /// <param name="request">Checked by <see cref="FindReasons"/>.</param>
    public static SwapSpec? Read(JobRequest request) => request.Workflow != JobWorkflow.SwapBackground ? null : new SwapSpec
    {
        Background = request.Swap?.Background ?? BackgroundText.Default,
        Shadow = request.Swap?.Shadow,
        Canvas = request.Swap?.Canvas ?? CanvasText.KeepWord,
        MarginPercent = request.Swap?.MarginPercent,
        Edges = request.Swap?.Edges ?? default,
    };

    /// <summary>The same for a stored mask: one of a network is soft because it is unsure, not because somebody drew it so.</summary>
    public static SwapSpec WithEdgesOf(SwapSpec swap, StoredPicture mask) =>
        swap.Edges == MatteEdges.Auto && mask.Score is not null ? swap with { Edges = MatteEdges.Refine } : swap;

    /// <summary>What an engine shall put behind the product, or null.</summary>
    public static string? PromptOf(JobRequest request) => TextOf(request)?.Prompt;

    /// <summary>Every reason why the words cannot be done.</summary>
    public static IEnumerable<string> FindReasons(JobRequest request)
    {
        if (request.Workflow != JobWorkflow.SwapBackground)
        {
            return request.Swap is null ? [] : [$"'swap' is for the workflow {JobWorkflows.SwapWord} only, this is {request.Workflow.Word()}."];
        }

        return StrayReasons(request).Concat(request.Swap is SwapRequest swap ? SwapReasons(swap) : []);
    }

    private static BackgroundText? TextOf(JobRequest request) => request.Workflow == JobWorkflow.SwapBackground ? BackgroundText.Parse(request.Swap?.Background ?? BackgroundText.Default) : null;

    private static IEnumerable<string> StrayReasons(JobRequest request)
    {
        if ((request.Exclude ?? request.Guides ?? (object?)request.Attempts ?? request.TimeBudget ?? (object?)request.Plan ?? request.Options ?? (object?)request.Context) is not null
            || request.Refine == true || request.Output?.HeatMap == true)
        {
            yield return "swap-background looks at its own result (silhouette and halo), and has its own edge: it takes no exclude, guides, attempts, time_budget, plan, refine, options, context or output.heat_map.";
        }

        if (request.Prompt is not null)
        {
            yield return "swap-background takes no 'prompt'; write it as the background: {\"swap\": {\"background\": \"prompt:on a marble table\"}}.";
        }

        if ((request.Engine ?? (object?)request.Diffusion) is not null && PromptOf(request) is null)
        {
            yield return "This background is drawn without an engine, so it takes no engine and no diffusion; they are for a background of prompt:TEXT.";
        }
    }

    private static IEnumerable<string> SwapReasons(SwapRequest swap)
    {
        BackgroundText? text = BackgroundText.Parse(swap.Background ?? BackgroundText.Default);
        if (text is null or { File: not null })
        {
            yield return $"swap.background must be {BackgroundText.FormsWithoutFile}. A picture goes into swap.background_image, or is the form's file 'background'.";
        }

        if (swap is { Background: not null, BackgroundImage: not null })
        {
            yield return "swap.background and swap.background_image exclude each other; give one.";
        }

        if (swap.Shadow is ProductShadow.Contact or ProductShadow.Keep && swap.BackgroundImage is null && (text?.Prompt is not null || text?.IsClear == true))
        {
            yield return text.IsClear
                ? "swap.shadow needs a ground to fall on, and the background is none; leave one of them out."
                : "swap.shadow is not drawn where an engine fills the background; say in the prompt what the ground looks like.";
        }

        if (swap.Canvas is string canvas && CanvasText.Parse(canvas) is null)
        {
            yield return $"swap.canvas must be keep, square, or a size such as 1200x1200 of at most {CanvasText.MostSide} pixels a side.";
        }

        if (swap.MarginPercent is double margin && !(margin is >= 0 and <= MostMarginPercent))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"swap.margin_percent is {margin}; it must be from 0 to {MostMarginPercent}.");
        }
    }
}
