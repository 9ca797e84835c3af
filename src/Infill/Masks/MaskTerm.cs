using Infill.Imaging;

namespace Infill.Masks;

/// <summary>One term of a mask expression, read but not yet tied to a picture.</summary>
internal sealed record MaskTerm(MaskTermKind Kind, string Text, int Column)
{
    /// <summary>True if the term is taken away from what stands left of it.</summary>
    public bool IsSubtracted { get; init; }

    /// <summary>Numbers in the order of the grammar: x, y, …; for a stroke the radius first; for a colour 0xRRGGBB and the tolerance.</summary>
    public IReadOnlyList<MaskLength> Numbers { get; init; } = [];

    /// <summary>For clicks: which of them lie on the thing, one value per point after the box.</summary>
    public IReadOnlyList<bool> Inside { get; init; } = [];

    /// <summary>Which proposal of a network is meant, from 1.</summary>
    public int Candidate { get; init; } = 1;

    /// <summary>True if a network is asked.</summary>
    public bool IsProposal => Kind is MaskTermKind.Click or MaskTermKind.Box or MaskTermKind.Subject or MaskTermKind.Text;

    /// <summary>The mask that a network proposes for the term.</summary>
    /// <exception cref="MaskExpressionException">Clicks or box do not fit the picture, or nobody can be asked.</exception>
    public Mask Ask(PixelSize size, Func<MaskPrompt, Mask>? propose)
    {
        MaskPrompt prompt = ToPrompt(size);
        return prompt.FindProblem(size) is string problem ? throw new MaskExpressionException(Column, $"'{Text}': {problem}.")
            : propose is null ? throw new MaskExpressionException(Column, $"'{Text}' is found by a network, and none can be asked here; write the mask to a file first (infill mask).")
            : RequireSize(propose(prompt), size);
    }

    /// <summary>The term's mask on a picture of <paramref name="size"/>.</summary>
    /// <exception cref="MaskExpressionException">The shape covers no pixel, the picture or file does not fit.</exception>
    public Mask Draw(PixelSize size, Image? image, Func<string, Mask> loadFile)
    {
        switch (Kind)
        {
            case MaskTermKind.File:
                return RequireSize(loadFile(Text), size);
            case MaskTermKind.Color:
                return SelectColor(size, image);
            default:
                Mask shape = DrawShape(size);
                return shape.FindBounds().IsEmpty
                    ? throw new MaskExpressionException(Column, $"'{Text}' covers no pixel centre of the {size} picture; columns go from 0 to {size.Width}, rows from 0 to {size.Height}.")
                    : shape;
        }
    }

    private Mask DrawShape(PixelSize size) => Kind switch
    {
        MaskTermKind.Rect => MaskShapes.Rectangle(size, Point(0, size), Numbers[2].ToPixels(size.Width), Numbers[3].ToPixels(size.Height)),
        MaskTermKind.Ellipse => MaskShapes.Ellipse(size, Point(0, size), Numbers[2].ToPixels(size.Width), Numbers[3].ToPixels(size.Height)),
        MaskTermKind.Polygon => MaskShapes.Polygon(size, Points(0, size)),
        _ => MaskShapes.Stroke(size, Numbers[0].ToPixels(Math.Min(size.Width, size.Height)), Points(1, size)),
    };

    private MaskPoint Point(int index, PixelSize size) =>
        new(Numbers[index].ToPixels(size.Width), Numbers[index + 1].ToPixels(size.Height));

    private MaskPoint[] Points(int first, PixelSize size) =>
        [.. Enumerable.Range(0, (Numbers.Count - first) / 2).Select(i => Point(first + (2 * i), size))];

    /// <summary>What a network is asked; only for terms that ask one.</summary>
    public MaskPrompt ToPrompt(PixelSize size)
    {
        int first = Kind == MaskTermKind.Box ? 4 : 0;
        MaskPoint[] points = Kind is MaskTermKind.Click or MaskTermKind.Box ? Points(first, size) : [];
        return new MaskPrompt
        {
            Kind = Kind switch
            {
                MaskTermKind.Subject => MaskPromptKind.Subject,
                MaskTermKind.Text => MaskPromptKind.Text,
                _ => MaskPromptKind.Thing,
            },
            Clicks = [.. points.Zip(Inside, (point, inside) => new MaskClick(point, inside))],
            Box = first == 0 ? null : BoxOf(Point(0, size), Numbers[2].ToPixels(size.Width), Numbers[3].ToPixels(size.Height)),
            Candidate = Candidate,
        };
    }

    private static MaskBox BoxOf(MaskPoint corner, double width, double height) => new(corner, new MaskPoint(corner.X + width, corner.Y + height));

    private Mask SelectColor(PixelSize size, Image? image)
    {
        if (image is null)
        {
            throw new MaskExpressionException(Column, $"'{Text}' needs the picture, and none was given.");
        }

        if (image.Size != size)
        {
            throw new MaskExpressionException(Column, $"the picture for '{Text}' is {image.Size}, the mask is {size}; both must have the same size.");
        }

        if (image.Format.Model == ColorModel.Cmyk)
        {
            throw new MaskExpressionException(Column, $"'{Text}' can be looked for in grey and RGB pictures, not in {image.Format}; convert it first.");
        }

        return ColorKey.Select(image, (int)Numbers[0].Value, (int)Numbers[1].Value);
    }

    private Mask RequireSize(Mask mask, PixelSize size) => mask.Size == size
        ? mask
        : throw new MaskExpressionException(Column, $"mask '{Text}' is {mask.Size}, the picture is {size}; both must have the same size.");
}
