using System.Globalization;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality.Refining;
using Infill.Workflows.Products;

namespace Infill.Cli.Sessions;

/// <summary>Takes a job from one size of a photo to a larger one: every length in pixels grows, areas with its square, percentages stay.</summary>
/// <param name="factor">Larger width over smaller, at least 1.</param>
internal sealed class JobScale(double factor)
{
    /// <summary>The job at the larger size; picture and mask are the caller's to set.</summary>
    /// <param name="job">As it was run.</param>
    /// <param name="step">Its number, for messages.</param>
    /// <exception cref="CliException">It holds an exclusion in pixels of the smaller size.</exception>
    public JobArguments Enlarge(JobArguments job, int step)
    {
        if (factor == 1)
        {
            return job;
        }

        if (job.Source.Exclude is not null)
        {
            throw new CliException(ExitCode.WrongUse, $"Step {step} excludes '{Shell.Shorten(job.Source.Exclude)}', which belongs to the smaller picture; such a step cannot be made again at another size.");
        }

        return job with
        {
            Source = job.Source with { Guides = [.. job.Source.Guides.Select(Guide)] },
            Mask = job.Mask with { Grow = Length(job.Mask.Grow), FeatherPx = Pixels(job.Mask.FeatherPx), FillHolesPx = Area(job.Mask.FillHolesPx), DropSpecksPx = Area(job.Mask.DropSpecksPx) },
            Gate = job.Gate with { Plan = Plan(job.Gate.Plan) },
            Fill = job.Fill with { ContextPx = Pixels(job.Fill.ContextPx) },
            Extend = job.Extend is ExtendArguments sides
                ? sides with { Left = Length(sides.Left)!.Value, Right = Length(sides.Right)!.Value, Top = Length(sides.Top)!.Value, Bottom = Length(sides.Bottom)!.Value }
                : null,
            Swap = job.Swap is SwapArguments swap ? swap with { Canvas = Canvas(swap.Canvas, step) } : null,
        };
    }

    private string Canvas(string text, int step)
    {
        if (CanvasText.Parse(text)?.Size is not PixelSize size)
        {
            return text;
        }

        var larger = new PixelSize(Pixels(size.Width)!.Value, Pixels(size.Height)!.Value);
        return Math.Max(larger.Width, larger.Height) <= CanvasText.MostSide ? $"{larger.Width}x{larger.Height}"
            : throw new CliException(ExitCode.Limit, $"Step {step} has a canvas of {size}, which would be {larger} here; at most {CanvasText.MostSide} pixels a side are possible. Export at a smaller size.");
    }

    private RefinementPlan? Plan(RefinementPlan? plan) => plan is null ? null : plan with { Passes = [.. plan.Passes.Select(pass => pass with { Place = Place(pass.Place) })] };

    private RefinementPlace Place(RefinementPlace place) => place with
    {
        Box = place.Box is PixelRect box
            ? PixelRect.FromEdges(Pixels(box.X)!.Value, Pixels(box.Y)!.Value, Pixels(box.Right)!.Value, Pixels(box.Bottom)!.Value)
            : null,
        BorderPx = place.BorderPx is null ? null : Math.Min(RefinementPlace.MostBorderPx, Pixels(place.BorderPx)!.Value),
        GrowPx = Math.Min(MaskGrow.MaxPx, Pixels(place.GrowPx)!.Value),
        FeatherPx = Math.Min(MaskFeather.MaxPx, Pixels(place.FeatherPx)!.Value),
    };

    private string Guide(string points) => string.Join(' ', PointList.Parse(points)!.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X * factor:0.###},{point.Y * factor:0.###}")));

    private Amount? Length(Amount? length) => length is { IsPercent: false } px ? px with { Value = Math.Round(px.Value * factor) } : length;

    private int? Pixels(int? px) => px is int value ? (int)Math.Min(int.MaxValue, Math.Round(value * factor)) : null;

    private int? Area(int? px) => px is int value ? (int)Math.Min(int.MaxValue, Math.Round(value * factor * factor)) : null;
}
