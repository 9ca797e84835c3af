using Infill.Diffusion.Sampling;
using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>A latent's colours, nearly: the straight-line map from latents to colours that fits one picture best. For previews; no network is asked.</summary>
/// <remarks>Least squares over the picture's own latents, so it needs no table for each autoencoder. A thousandth of the latents' power is added to the
/// diagonal: a flat picture must not break it.</remarks>
public sealed class LatentColors
{
    private const int Colors = 3;
    private const double Damping = 1e-3;

    private readonly double[][] _map;

    private LatentColors(double[][] map) => _map = map;

    /// <summary>Fits the map.</summary>
    /// <param name="latent">A picture's latents. Not modified.</param>
    /// <param name="picture">The picture, 3×H×W in 0…1, of any larger size. Not modified.</param>
    public static LatentColors Fit(FloatImage latent, FloatImage picture)
    {
        ArgumentNullException.ThrowIfNull(latent);
        ArgumentNullException.ThrowIfNull(picture);
        FloatImage small = Lanczos.Resize(picture, latent.Size);
        int unknowns = latent.Channels + 1;
        double[] row = new double[unknowns];
        double[,] squares = new double[unknowns, unknowns];
        double[,] products = new double[Colors, unknowns];
        for (int i = 0; i < latent.Width * latent.Height; i++)
        {
            Read(latent, i, row);
            for (int a = 0; a < unknowns; a++)
            {
                for (int b = 0; b < unknowns; b++)
                {
                    squares[a, b] += row[a] * row[b];
                }

                for (int c = 0; c < Colors; c++)
                {
                    products[c, a] += row[a] * small.Plane(c)[i];
                }
            }
        }

        return new LatentColors([.. Enumerable.Range(0, Colors).Select(c => Solve(squares, products, c))]);
    }

    /// <summary>The colours of a latent of the same autoencoder: 3 channels in 0…1, of the latent's size.</summary>
    public FloatImage Apply(FloatImage latent)
    {
        ArgumentNullException.ThrowIfNull(latent);
        var colors = new FloatImage(Colors, latent.Size);
        double[] row = new double[latent.Channels + 1];
        for (int i = 0; i < latent.Width * latent.Height; i++)
        {
            Read(latent, i, row);
            for (int c = 0; c < Colors; c++)
            {
                double sum = 0;
                for (int a = 0; a < row.Length; a++)
                {
                    sum += _map[c][a] * row[a];
                }

                colors.Plane(c)[i] = (float)Math.Clamp(sum, 0, 1);
            }
        }

        return colors;
    }

    private static void Read(FloatImage latent, int pixel, double[] row)
    {
        for (int c = 0; c < latent.Channels; c++)
        {
            row[c] = latent.Plane(c)[pixel];
        }

        row[^1] = 1;
    }

    private static double[] Solve(double[,] squares, double[,] products, int color)
    {
        int unknowns = squares.GetLength(0);
        double[,] rows = new double[unknowns, unknowns + 1];
        double power = Enumerable.Range(0, unknowns).Sum(a => squares[a, a]) / unknowns;
        for (int a = 0; a < unknowns; a++)
        {
            for (int b = 0; b < unknowns; b++)
            {
                rows[a, b] = squares[a, b] + (a == b && a < unknowns - 1 ? Damping * power : 0);
            }

            rows[a, unknowns] = products[color, a];
        }

        return LinearSystem.Solve(rows);
    }
}
