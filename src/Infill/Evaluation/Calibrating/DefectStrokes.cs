using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.Calibrating;

/// <summary>Draws what defects need lines for: a line across the hole, and rows of letter-like strokes.</summary>
internal static class DefectStrokes
{
    private const int LettersPerRow = 24;

    /// <summary>The truth with a line through the hole and its surroundings, darker or lighter than what it crosses.</summary>
    public static FloatImage CrossingLine(FillScene scene)
    {
        (int cx, int cy) = scene.Centre;
        double angle = scene.Draw(40, 0, Math.PI), length = scene.Width + scene.Height;
        (double dx, double dy) = (Math.Cos(angle), Math.Sin(angle));
        double off = scene.Draw(41, -0.4, 0.4) * scene.Radius;
        var middle = new MaskPoint(cx + 0.5 - (off * dy), cy + 0.5 + (off * dx));
        Mask line = MaskShapes.Stroke(scene.Truth.Size, scene.Draw(42, 1.5, 3.5),
            [new MaskPoint(middle.X - (length * dx), middle.Y - (length * dy)), new MaskPoint(middle.X + (length * dx), middle.Y + (length * dy))]);
        return Ink(scene, line, scene.Draw(43, 28, 45));
    }

    /// <summary>The truth with two to four rows of short strokes across the hole.</summary>
    public static FloatImage Letters(FillScene scene)
    {
        PixelRect bounds = scene.Hole.FindBounds();
        double height = scene.Draw(50, 8, 16), pitch = height * 0.75;
        int rows = (int)scene.Draw(51, 2, 4.99);
        Mask ink = new(scene.Truth.Size);
        for (int row = 0; row < rows; row++)
        {
            double top = bounds.Y + (bounds.Height / 2.0) + ((row - (rows / 2.0)) * 1.7 * height);
            for (int letter = 0; letter < LettersPerRow && bounds.X + ((letter + 1) * pitch) < bounds.Right; letter++)
            {
                ink = MaskCombine.Add(ink, Letter(scene, new MaskPoint(bounds.X + (letter * pitch), top), height, (row * LettersPerRow) + letter));
            }
        }

        return Ink(scene, ink, scene.Draw(52, 30, 55));
    }

    // Three joined strokes between corners of the letter's box: like a printed letter in thickness, corners and density.
    private static Mask Letter(FillScene scene, MaskPoint corner, double height, int number)
    {
        MaskPoint[] points = new MaskPoint[4];
        for (int k = 0; k < points.Length; k++)
        {
            double x = Math.Round(scene.Draw(100 + (number * 8) + k, 0, 1)) * height * 0.5, y = Math.Round(scene.Draw(104 + (number * 8) + k, 0, 2)) / 2 * height;
            points[k] = new MaskPoint(corner.X + x, corner.Y + y);
        }

        return MaskShapes.Stroke(scene.Truth.Size, Math.Max(0.8, height / 11), points);
    }

    // Away from the middle of the mean lightness under it, so that it shows on light and on dark ground.
    private static FloatImage Ink(FillScene scene, Mask ink, double contrast)
    {
        Mask whole = ink.WithWindow(scene.Truth.Size.Bounds);
        float[] soft = Gaussian.Blur(whole.Values, scene.Truth.Size, 0.6);
        double mean = scene.Depth.Select((d, i) => (d, i)).Where(p => p.d > 0).Average(p => (double)scene.Lab.Plane(0)[p.i]);
        float step = (float)(mean > 50 ? -contrast : contrast);
        FloatImage lab = scene.Lab.Clone();
        for (int i = 0; i < soft.Length; i++)
        {
            lab.Plane(0)[i] = Math.Clamp(lab.Plane(0)[i] + (step * soft[i]), 0f, 100f);
        }

        return CieLab.ToSrgb(lab);
    }
}
