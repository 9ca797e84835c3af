namespace Infill.Imaging;

/// <summary>Means over squares, in a time that does not grow with their size.</summary>
internal static class BoxMean
{
    /// <summary>Every value becomes the mean of the square of 2r + 1 around it; at the border, of the part that lies in the picture.</summary>
    /// <param name="image">Changed in place, plane by plane.</param>
    /// <param name="radius">At least 0; 0 changes nothing.</param>
    public static void Blur(FloatImage image, int radius)
    {
        double[] line = new double[Math.Max(image.Width, image.Height) + 1];
        for (int c = 0; c < image.Channels; c++)
        {
            Span<float> plane = image.Plane(c);
            for (int y = 0; y < image.Height; y++)
            {
                Line(plane[(y * image.Width)..], (image.Width, 1), radius, line);
            }

            for (int x = 0; x < image.Width; x++)
            {
                Line(plane[x..], (image.Height, image.Width), radius, line);
            }
        }
    }

    // Running sums in double: differences of long sums of floats would lose the small values.
    private static void Line(Span<float> values, (int Count, int Step) along, int radius, double[] sums)
    {
        for (int i = 0; i < along.Count; i++)
        {
            sums[i + 1] = sums[i] + values[i * along.Step];
        }

        for (int i = 0; i < along.Count; i++)
        {
            int from = Math.Max(0, i - radius), to = Math.Min(along.Count, i + radius + 1);
            values[i * along.Step] = (float)((sums[to] - sums[from]) / (to - from));
        }
    }
}
