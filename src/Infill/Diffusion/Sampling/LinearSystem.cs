namespace Infill.Diffusion.Sampling;

/// <summary>Gauss's elimination for the few unknowns of a solver's coefficients.</summary>
internal static class LinearSystem
{
    /// <summary>Solves A·x = b.</summary>
    /// <param name="rows">n rows of A with b as the last column; regular. Overwritten.</param>
    public static double[] Solve(double[,] rows)
    {
        int n = rows.GetLength(0);
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(rows[row, column]));
            for (int k = 0; k <= n; k++)
            {
                (rows[column, k], rows[pivot, k]) = (rows[pivot, k], rows[column, k]);
            }

            for (int row = 0; row < n; row++)
            {
                double factor = row == column ? 0 : rows[row, column] / rows[column, column];
                for (int k = column; k <= n && factor != 0; k++)
                {
                    rows[row, k] -= factor * rows[column, k];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => rows[row, n] / rows[row, row])];
    }
}
