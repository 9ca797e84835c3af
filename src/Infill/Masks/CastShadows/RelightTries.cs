namespace Infill.Masks.CastShadows;

/// <summary>The shadows that were tried along one outline, and the likeliest of them.</summary>
internal sealed class RelightTries
{
    // Steps are told apart so finely where their likelihoods are averaged.
    private const double BinWidth = 0.1;

    private readonly RelightGrid _grid;
    private readonly float[] _distance;
    private readonly Func<double, double> _priorOfPlace;
    private readonly Dictionary<int, RelightTry> _bestOfStep = [];

    /// <summary>Starts with none.</summary>
    /// <param name="grid">The ground.</param>
    /// <param name="distance">Signed distance to the outline in grid pixels.</param>
    /// <param name="priorOfPlace">Nats that speak for an edge at a distance in grid pixels.</param>
    public RelightTries(RelightGrid grid, float[] distance, Func<double, double> priorOfPlace) =>
        (_grid, _distance, _priorOfPlace) = (grid, distance, priorOfPlace);

    /// <summary>The likeliest, the priors counted.</summary>
    public RelightTry Best { get; private set; } = RelightTry.None;

    /// <summary>Tries shadows with one edge.</summary>
    /// <param name="place">Grid pixels inside the outline.</param>
    /// <param name="sigma">Softness in grid pixels.</param>
    /// <param name="steps">ln of the light that is left, of all channels; impossible ones are passed over.</param>
    public void Try(double place, double sigma, IReadOnlyList<double> steps)
    {
        float[][] depth = _grid.Depth(_distance, place, sigma);
        double prior = _priorOfPlace(place);
        foreach (double step in steps.Where(RelightFit.IsPossible))
        {
            double[] all = [step, step, step];
            Note(new RelightTry(place, sigma, step, _grid.Gain(depth, all) + RelightFit.Prior(all) + prior));
        }
    }

    /// <summary>Measures the ground anew without the likeliest shadow, and forgets all others: they were judged by other ground.</summary>
    public void Settle()
    {
        RelightTry best = Best;
        _grid.Settle(_grid.Depth(_distance, best.Place, best.Sigma), best.Step);
        Best = RelightTry.None;
        _bestOfStep.Clear();
        Try(best.Place, best.Sigma, [best.Step]);
    }

    /// <summary>Steps around the likeliest.</summary>
    /// <param name="by">Between two of them.</param>
    /// <param name="count">On each side.</param>
    public double[] Around(double by, int count) => [.. Enumerable.Range(-count, (2 * count) + 1).Select(k => Best.Step + (k * by))];

    /// <summary>The mean of all steps, each as likely as its best edge: where the ground hardly tells, no extreme one is taken.</summary>
    /// <param name="temperature">Nats that make one e times as likely.</param>
    public double MeanStep(double temperature)
    {
        (double sum, double total) = (0, 0);
        foreach (RelightTry one in _bestOfStep.OrderBy(pair => pair.Key).Select(pair => pair.Value))
        {
            double weight = Math.Exp((one.Value - Best.Value) / temperature);
            (sum, total) = (sum + (weight * one.Step), total + weight);
        }

        return sum / total;
    }

    private void Note(RelightTry one)
    {
        int bin = (int)Math.Round(one.Step / BinWidth);
        if (!_bestOfStep.TryGetValue(bin, out RelightTry known) || one.Value > known.Value)
        {
            _bestOfStep[bin] = one;
        }

        Best = one.Value > Best.Value ? one : Best;
    }
}
