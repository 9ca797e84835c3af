using Infill.Imaging;

namespace Infill.Masks;

/// <summary>A mask written as text: shapes, colours and files, added and subtracted from left to right.</summary>
/// <remarks>
/// Terms: <c>rect:x,y,w,h</c>, <c>ellipse:cx,cy,rx,ry</c>, <c>polygon:x,y x,y x,y …</c>, <c>stroke:radius:x,y x,y …</c>,
/// <c>color:#rrggbb~tolerance</c> (0–255 per channel), or the path of a mask file; and what a network finds: <c>click:x,y -x,y …</c>
/// (a minus before a point says that the thing is not there), <c>box:x,y,w,h</c> or <c>box:x,y,w,h:x,y -x,y …</c>, both with <c>@n</c> for
/// the n-th proposal, <c>subject:</c> and <c>text:</c>.
/// Between terms stands <c>+</c> (larger value) or <c>-</c> (min(left, 1 − right)), <b>with white space on both sides or directly before a
/// shape's keyword and colon</b> (<c>a.png-rect:0,0,9,9</c>), so a plus or minus within a file name is no operator; only a file name that
/// holds such a text itself cannot be written. A file whose name starts with a word and a colon is written <c>./name</c>.
/// Numbers are pixels, or percent: of the width for x, w, cx, rx, of the height for y, h, cy, ry, of the shorter side for a stroke's
/// radius. Pixel (0, 0) reaches from (0, 0) to (1, 1). Shapes are hard: a pixel is 1 if its centre lies inside. Parts outside the
/// picture are cut off; a shape that covers no pixel is an error.
/// </remarks>
public sealed class MaskExpression
{
    private readonly IReadOnlyList<MaskTerm> _terms;

    private MaskExpression(string text, IReadOnlyList<MaskTerm> terms) => (Text, _terms) = (text, terms);

    /// <summary>The expression as it was given.</summary>
    public string Text { get; }

    /// <summary>True if a term selects by colour or asks a network, so that <see cref="Evaluate"/> needs the picture.</summary>
    public bool NeedsImage => NeedsProposals || _terms.Any(term => term.Kind == MaskTermKind.Color);

    /// <summary>True if a term asks a network: what comes of it should be looked at before it is used.</summary>
    public bool NeedsProposals => _terms.Any(term => term.IsProposal);

    /// <summary>Paths of the mask files that the expression names, in order.</summary>
    public IReadOnlyList<string> Files => [.. _terms.Where(term => term.Kind == MaskTermKind.File).Select(term => term.Text)];

    /// <summary>Reads an expression; no file is touched.</summary>
    /// <exception cref="MaskExpressionException">The text does not follow the grammar, or a number is out of range.</exception>
    public static MaskExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MaskExpression(text, MaskExpressionParser.ReadTerms(text));
    }

    /// <summary>What the expression asks a network, if that is all that it does; else null.</summary>
    /// <param name="size">Size of the picture; whether the prompt fits it is not looked at (<see cref="MaskPrompt.FindProblem"/>).</param>
    public MaskPrompt? FindPrompt(PixelSize size) => _terms is [{ IsProposal: true } only] ? only.ToPrompt(size) : null;

    /// <summary>Draws the mask.</summary>
    /// <remarks>Proposals that a network does not make pass their own errors through (<see cref="MaskProposalException"/>).</remarks>
    /// <param name="size">Size of the picture, which the mask gets.</param>
    /// <param name="image">The picture for <c>color:</c> terms, of the same size; null if <see cref="NeedsImage"/> is false.</param>
    /// <param name="loadFile">Loads the mask file of a path; its own errors pass through.</param>
    /// <param name="propose">Asks a network, for one proposal; null if <see cref="NeedsProposals"/> is false.</param>
    /// <returns>New mask; empty if colours match nothing or everything was taken away.</returns>
    /// <exception cref="MaskExpressionException">A shape covers no pixel, a click lies outside, a mask file has another size, or the picture or the networks are missing.</exception>
    public Mask Evaluate(PixelSize size, Image? image, Func<string, Mask> loadFile, Func<MaskPrompt, Mask>? propose = null)
    {
        ArgumentNullException.ThrowIfNull(loadFile);
        var mask = new Mask(size, default);
        foreach (MaskTerm term in _terms)
        {
            Mask drawn = term.IsProposal ? term.Ask(size, propose) : term.Draw(size, image, loadFile);
            mask = term.IsSubtracted ? MaskCombine.Subtract(mask, drawn) : MaskCombine.Add(mask, drawn);
        }

        return mask;
    }

    /// <summary>The expression as it was given.</summary>
    public override string ToString() => Text;
}
