using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>A running mean of Lab vectors.</summary>
internal struct VectorMean
{
    private double _l, _a, _b;

    public int Count { get; private set; }

    /// <summary>Length of the mean; 0 of nothing.</summary>
    public readonly double Length => Count == 0 ? 0 : Math.Sqrt((_l * _l) + (_a * _a) + (_b * _b)) / Count;

    /// <summary>The mean itself.</summary>
    public readonly (double L, double A, double B) Value => Count == 0 ? default : (_l / Count, _a / Count, _b / Count);

    /// <summary>Adds the colour at an index.</summary>
    public void Add(FloatImage lab, int i)
    {
        (_l, _a, _b, Count) = (_l + lab.Plane(0)[i], _a + lab.Plane(1)[i], _b + lab.Plane(2)[i], Count + 1);
    }

    /// <summary>Adds the difference of the colours at two indices.</summary>
    public void AddStep(FloatImage lab, int from, int to)
    {
        _l += lab.Plane(0)[to] - lab.Plane(0)[from];
        _a += lab.Plane(1)[to] - lab.Plane(1)[from];
        _b += lab.Plane(2)[to] - lab.Plane(2)[from];
        Count++;
    }

    /// <summary>Adds a vector.</summary>
    public void Add((double L, double A, double B) vector)
    {
        (_l, _a, _b, Count) = (_l + vector.L, _a + vector.A, _b + vector.B, Count + 1);
    }
}
