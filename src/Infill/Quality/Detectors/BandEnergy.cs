using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>Local energy of lightness in three bands, about 2, 5 and 12 pixels wide, on a grid of half the pixels each way.</summary>
internal sealed class BandEnergy
{
    /// <summary>Pixels per side of a cell.</summary>
    private const int CellPx = 2;

    /// <summary>Pixels over which energy is pooled: several cells, so that a finer grid would tell nothing more.</summary>
    private const double PoolPx = 3;

    /// <summary>Pixels of the widest blur.</summary>
    private const double WideSigma = 6;

    private BandEnergy(ViewCells cells)
    {
        Cells = cells;
    }

    /// <summary>The grid.</summary>
    public ViewCells Cells { get; }

    /// <summary>Grain, hairs, sharp edges.</summary>
    public required float[] Fine { get; init; }

    /// <summary>Texture.</summary>
    public required float[] Mid { get; init; }

    /// <summary>Things and shading.</summary>
    public required float[] Coarse { get; init; }

    /// <summary>Measures a view.</summary>
    public static BandEnergy Of(FillView view)
    {
        var cells = new ViewCells(view, CellPx);
        ReadOnlySpan<float> one = view.Blurred(FillView.FineSigma).Plane(0), two = view.Blurred(FillView.BroadSigma).Plane(0);

        // The wide blur goes on from the one before it, on the grid: variances of Gaussians add up.
        float[] soft = cells.Means(two);
        float[] wide = Gaussian.Blur(soft, cells.Size, Math.Sqrt((WideSigma * WideSigma) - (FillView.BroadSigma * FillView.BroadSigma)) / CellPx);
        return new BandEnergy(cells)
        {
            Fine = Pool(cells.Means(Squares(view.Lab.Plane(0), one)), cells),
            Mid = Pool(cells.Means(Squares(one, two)), cells),
            Coarse = Pool(Squares(soft, wide), cells),
        };
    }

    private static float[] Pool(float[] squares, ViewCells cells) => Gaussian.Blur(squares, cells.Size, PoolPx / CellPx);

    private static float[] Squares(ReadOnlySpan<float> sharp, ReadOnlySpan<float> soft)
    {
        float[] squares = new float[sharp.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            float difference = sharp[i] - soft[i];
            squares[i] = difference * difference;
        }

        return squares;
    }
}
