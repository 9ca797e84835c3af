using System.Diagnostics;

namespace Infill.Imaging;

/// <summary>One level of the multigrid: the matrix A = Laplacian of a weighted grid graph + diagonal of anchors, and what a V-cycle does on it.</summary>
/// <remarks>Arrays have a border of one cell of weight 0 on every side, so that no loop asks where the picture ends.
/// A cell without any link is not part of the system and keeps the value 0.</remarks>
internal sealed class PoissonGrid
{
    // Sweeps before and after each coarse correction, and on the coarsest level, where they stand for the exact solution.
    private const int Sweeps = 2;
    private const int CoarsestSweeps = 24;

    private readonly float[] _right;
    private readonly float[] _down;
    private readonly float[] _inverse;

    /// <summary>Takes over the arrays; all have (width + 2)·(height + 2) cells.</summary>
    /// <param name="size">Cells without the border.</param>
    /// <param name="right">Weight of the link to the right neighbour.</param>
    /// <param name="down">Weight of the link to the neighbour below.</param>
    /// <param name="anchor">Sum of the weights of the links to known values.</param>
    internal PoissonGrid(PixelSize size, float[] right, float[] down, float[] anchor)
    {
        Size = size;
        Stride = size.Width + 2;
        (_right, _down, Anchor) = (right, down, anchor);
        Debug.Assert(anchor.Length == Stride * (size.Height + 2), "The border is part of the arrays.");
        _inverse = new float[anchor.Length];
        for (int i = Stride + 1; i < _inverse.Length - Stride - 1; i++)
        {
            float diagonal = Diagonal(i);
            _inverse[i] = diagonal > 0 ? 1 / diagonal : 0;
        }
    }

    /// <summary>Cells without the border.</summary>
    internal PixelSize Size { get; }

    /// <summary>Cells from one row to the next, the border included.</summary>
    internal int Stride { get; }

    /// <summary>Cells with the border.</summary>
    internal int Length => Anchor.Length;

    /// <summary>Sum of the weights of each cell's links to known values.</summary>
    internal float[] Anchor { get; }

    /// <summary>True if a V-cycle would gain nothing from a smaller grid.</summary>
    internal bool IsCoarsest => Size.Width <= 4 && Size.Height <= 4;

    /// <summary>True if the cell (index with border) takes part.</summary>
    internal bool IsPart(int i) => _inverse[i] != 0;

    /// <summary>result = A·x in double precision, for the outer iteration.</summary>
    internal void Multiply(double[] x, double[] result)
    {
        for (int y = 1; y <= Size.Height; y++)
        {
            for (int i = (y * Stride) + 1; i < ((y + 1) * Stride) - 1; i++)
            {
                result[i] = (Diagonal(i) * x[i]) - (_right[i] * x[i + 1]) - (_right[i - 1] * x[i - 1])
                    - (_down[i] * x[i + Stride]) - (_down[i - Stride] * x[i - Stride]);
            }
        }
    }

    /// <summary>Red-black Gauss–Seidel sweeps before the coarse correction (red first) or after it (black first, so that the cycle is symmetric).</summary>
    internal void Smooth(float[] x, float[] b, bool redFirst)
    {
        int sweeps = IsCoarsest ? CoarsestSweeps : Sweeps;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            RelaxColour(x, b, redFirst ? 0 : 1);
            RelaxColour(x, b, redFirst ? 1 : 0);
        }
    }

    /// <summary>b of the next level: what is still missing, summed over 2×2 cells.</summary>
    internal void RestrictResidual(float[] x, float[] b, PoissonGrid coarse, float[] coarseB)
    {
        Array.Clear(coarseB);
        for (int y = 1; y <= Size.Height; y++)
        {
            int target = (((y + 1) / 2) * coarse.Stride) + 1;
            for (int column = 0; column < Size.Width; column++)
            {
                int i = (y * Stride) + 1 + column;
                if (_inverse[i] != 0)
                {
                    coarseB[target + (column / 2)] += b[i] + Neighbours(x, i) - (x[i] / _inverse[i]);
                }
            }
        }
    }

    /// <summary>Adds the coarse correction to each of the 2×2 cells.</summary>
    internal void AddCorrection(float[] x, PoissonGrid coarse, float[] coarseX)
    {
        for (int y = 1; y <= Size.Height; y++)
        {
            int source = (((y + 1) / 2) * coarse.Stride) + 1;
            for (int column = 0; column < Size.Width; column++)
            {
                int i = (y * Stride) + 1 + column;
                x[i] += _inverse[i] != 0 ? coarseX[source + (column / 2)] : 0;
            }
        }
    }

    /// <summary>The grid of half the size, where 2×2 cells are one.</summary>
    /// <remarks>Galerkin product with piecewise constant interpolation, halved: the stiffness of a link does not depend on the
    /// mesh width in two dimensions, but two parallel fine links make up each coarse one. Without the half, smooth errors are
    /// corrected by only half their size (Braess, "Towards algebraic multigrid for elliptic problems of second order", Computing 55 (1995)).</remarks>
    internal PoissonGrid Coarsen()
    {
        var size = new PixelSize((Size.Width + 1) / 2, (Size.Height + 1) / 2);
        int stride = size.Width + 2;
        int length = stride * (size.Height + 2);
        var (right, down, anchor) = (new float[length], new float[length], new float[length]);
        for (int y = 0; y < Size.Height; y++)
        {
            for (int x = 0; x < Size.Width; x++)
            {
                int i = ((y + 1) * Stride) + x + 1;
                int target = (((y / 2) + 1) * stride) + (x / 2) + 1;
                anchor[target] += 0.5f * Anchor[i];
                right[target] += x % 2 == 1 ? 0.5f * _right[i] : 0;
                down[target] += y % 2 == 1 ? 0.5f * _down[i] : 0;
            }
        }

        return new PoissonGrid(size, right, down, anchor);
    }

    private void RelaxColour(float[] x, float[] b, int colour)
    {
        for (int y = 1; y <= Size.Height; y++)
        {
            int end = ((y + 1) * Stride) - 1;
            for (int i = (y * Stride) + 1 + ((y + colour) % 2); i < end; i += 2)
            {
                x[i] = (b[i] + Neighbours(x, i)) * _inverse[i];
            }
        }
    }

    private float Neighbours(float[] x, int i) =>
        (_right[i] * x[i + 1]) + (_right[i - 1] * x[i - 1]) + (_down[i] * x[i + Stride]) + (_down[i - Stride] * x[i - Stride]);

    private float Diagonal(int i) => Anchor[i] + _right[i] + _right[i - 1] + _down[i] + _down[i - Stride];
}
