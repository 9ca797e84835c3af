using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>Finds alpha between what is surely the subject and what surely is not: closed-form matting, held weakly to the mask.</summary>
internal static class AlphaSolver
{
    // A variance of (0.14 %)², half a step of 8 bits: nothing that an edge is made of.
    private const float Epsilon = 2e-6f;

    private const int MostSteps = 250;
    private const double Enough = 1e-8;
    private const double LeastCurvature = 1e-9;

    /// <summary>Alpha everywhere: known values as they are, unknown ones as the picture's colours lead.</summary>
    /// <param name="picture">3 channels, 0…1; not modified.</param>
    /// <param name="mask">Known values where they are known, elsewhere what the mask says, 0…1; not modified.</param>
    /// <param name="hold">How strongly the mask holds alpha, by place; above 0 makes it known in that measure, and 0 where alpha is known.</param>
    public static float[] Solve(FloatImage picture, float[] mask, float[] hold)
    {
        int[] places = [.. Enumerable.Range(0, mask.Length).Where(i => hold[i] > 0)];
        float[] result = [.. mask];
        if (places.Length == 0)
        {
            return result;
        }

        var form = new MattingLaplacian(picture, places, Epsilon);
        float[] values = [.. form.Pixels.Select(place => mask[place])];
        Descend(form, values, [.. places.Select(place => hold[place])]);
        for (int n = 0; n < places.Length; n++)
        {
            result[places[n]] = float.IsFinite(values[n]) ? Math.Clamp(values[n], 0f, 1f) : mask[places[n]];
        }

        return result;
    }

    // Conjugate gradients with the diagonal as preconditioner; of values those that are held move, the others are known.
    private static void Descend(MattingLaplacian form, float[] values, float[] hold)
    {
        int count = hold.Length;
        float[] product = new float[values.Length], direction = new float[values.Length], rest = new float[count], scaled = new float[count];
        form.Multiply(values, product);
        for (int n = 0; n < count; n++)
        {
            // The start is the mask itself, so that nothing pulls at it yet.
            rest[n] = -product[n];
            direction[n] = scaled[n] = rest[n] / (form.Diagonal[n] + hold[n]);
        }

        double energy = Dot(rest, scaled, count), first = energy;
        for (int step = 0; step < MostSteps && energy > Enough * first && energy > 0; step++)
        {
            form.Multiply(direction, product);
            for (int n = 0; n < count; n++)
            {
                product[n] += hold[n] * direction[n];
            }

            // Rounding may use up what is left of a direction; the values so far stand then.
            double curvature = Dot(direction, product, count);
            if (!(curvature > energy * LeastCurvature))
            {
                break;
            }

            float length = (float)(energy / curvature);
            for (int n = 0; n < count; n++)
            {
                values[n] += length * direction[n];
                rest[n] -= length * product[n];
                scaled[n] = rest[n] / (form.Diagonal[n] + hold[n]);
            }

            double next = Dot(rest, scaled, count);
            float turn = (float)(next / energy);
            energy = next;
            for (int n = 0; n < count; n++)
            {
                direction[n] = scaled[n] + (turn * direction[n]);
            }
        }
    }

    private static double Dot(float[] a, float[] b, int count)
    {
        double sum = 0;
        for (int n = 0; n < count; n++)
        {
            sum += (double)a[n] * b[n];
        }

        return sum;
    }
}
