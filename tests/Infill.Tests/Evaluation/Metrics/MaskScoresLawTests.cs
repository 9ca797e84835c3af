using CsCheck;
using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Metrics;

/// <summary>Laws of the scores of masks, and their slow definitions.</summary>
public sealed class MaskScoresLawTests
{
    [Fact]
    public void Scores_AnyTwoMasks_AreSymmetricAndInRange() => Pairs.Sample(
        (a, b) =>
        {
            double iou = MaskScores.Iou(a, b), boundary = MaskScores.BoundaryF(a, b);

            Assert.InRange(iou, 0, 1);
            Assert.InRange(boundary, 0, 1);
            Assert.Equal(iou, MaskScores.Iou(b, a), 1e-12);
            Assert.Equal(boundary, MaskScores.BoundaryF(b, a), 1e-12);
            Assert.Equal(1, MaskScores.Iou(a, a));
            Assert.Equal(1, MaskScores.BoundaryF(b, b));
        },
        iter: 200);

    [Fact]
    public void BoundaryF_AnyTwoMasks_IsItsDefinition() => Pairs.Sample(
        (a, b) =>
        {
            double tolerance = Math.Max(1, Math.Round(0.008 * Math.Sqrt((a.Width * a.Width) + (a.Height * a.Height))));
            (int X, int Y)[] first = Boundary(a), second = Boundary(b);
            double expected = first.Length == 0 || second.Length == 0
                ? (first.Length == second.Length ? 1 : 0)
                : Harmonic(Near(first, second, tolerance), Near(second, first, tolerance));

            Assert.Equal(expected, MaskScores.BoundaryF(a, b), 1e-9);
        },
        iter: 100);

    [Fact]
    public void Iou_OtherWindows_IsTheSame() => Pairs.Sample(
        (a, b) => Assert.Equal(MaskScores.Iou(a, b), MaskScores.Iou(a.WithWindow(a.FindBounds()), b.WithWindow(b.FindBounds())), 1e-12),
        iter: 100);

    private static Gen<(Mask, Mask)> Pairs { get; } =
        from width in Gen.Int[1, 24]
        from height in Gen.Int[1, 24]
        from discs in Gen.Select(Gen.Int[0, 24], Gen.Int[0, 24], Gen.Int[0, 9]).Array[2]
        let size = new PixelSize(width, height)
        select (Disc(size, discs[0]), Disc(size, discs[1]));

    private static Mask Disc(PixelSize size, (int X, int Y, int Radius) disc) => TestMasks.FromFunction(
        size, (x, y) => ((x - disc.X) * (x - disc.X)) + ((y - disc.Y) * (y - disc.Y)) <= disc.Radius * disc.Radius ? 1f : 0f);

    private static (int X, int Y)[] Boundary(Mask mask) =>
    [
        .. from y in Enumerable.Range(0, mask.Height)
           from x in Enumerable.Range(0, mask.Width)
           where mask[x, y] >= 0.5f
           where new[] { (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1) }.Any(
               n => n.Item1 >= 0 && n.Item2 >= 0 && n.Item1 < mask.Width && n.Item2 < mask.Height && mask[n.Item1, n.Item2] < 0.5f)
           select (x, y),
    ];

    private static double Near((int X, int Y)[] from, (int X, int Y)[] to, double tolerance) =>
        from.Count(p => to.Any(q => Math.Sqrt(((p.X - q.X) * (p.X - q.X)) + ((p.Y - q.Y) * (p.Y - q.Y))) <= tolerance)) / (double)from.Length;

    private static double Harmonic(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}
