using Infill.Imaging;

namespace Infill.Masks;

/// <summary>What a user asks a network for: a thing by clicks and a box, the subject, or text.</summary>
public sealed record MaskPrompt
{
    /// <summary>Most clicks that are read; more say nothing new.</summary>
    public const int MostClicks = 64;

    /// <summary>What to find; <see cref="MaskPromptKind.Thing"/> needs a click inside it or a box.</summary>
    public required MaskPromptKind Kind { get; init; }

    /// <summary>Points on and off the thing; none for the other kinds.</summary>
    public IReadOnlyList<MaskClick> Clicks { get; init; } = [];

    /// <summary>A rectangle around the thing, or null.</summary>
    public MaskBox? Box { get; init; }

    /// <summary>Which proposal is wanted, 1 = the best; null (default) for all of them, each at the cost of its edges.</summary>
    public int? Candidate { get; init; }

    /// <summary>Why it cannot be asked of a picture of that size, or null.</summary>
    public string? FindProblem(PixelSize size)
    {
        if (Kind != MaskPromptKind.Thing)
        {
            return Clicks.Count > 0 || Box is not null ? "only a thing is found by clicks and a box; subject and text take none" : null;
        }

        return Clicks.Count > MostClicks ? $"there are {Clicks.Count} clicks; at most {MostClicks} are read"
            : Clicks.Where(click => !IsWithin(click.Point, size)).Select(click => (MaskPoint?)click.Point).FirstOrDefault() is MaskPoint outside
                ? $"the click at ({outside.X:0.##}, {outside.Y:0.##}) lies outside of the {size} picture; columns go from 0 to {size.Width}, rows from 0 to {size.Height}"
            : Box is MaskBox box && !IsDrawn(box, size) ? $"the box from ({box.TopLeft.X:0.##}, {box.TopLeft.Y:0.##}) to ({box.BottomRight.X:0.##}, {box.BottomRight.Y:0.##}) covers nothing of the {size} picture"
            : Box is null && !Clicks.Any(click => click.IsInside) ? "it needs a click on the thing, or a box around it; clicks beside it alone do not say what is meant"
            : null;
    }

    private static bool IsWithin(MaskPoint point, PixelSize size) => point.X >= 0 && point.X <= size.Width && point.Y >= 0 && point.Y <= size.Height;

    private static bool IsDrawn(MaskBox box, PixelSize size) =>
        box.BottomRight.X > Math.Max(0, box.TopLeft.X) && box.BottomRight.Y > Math.Max(0, box.TopLeft.Y) && box.TopLeft.X < size.Width && box.TopLeft.Y < size.Height;
}
