using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;

namespace Infill.Evaluation.Calibrating;

/// <summary>Makes known fills from photos and lets every detector look at them.</summary>
internal static class FillFactory
{
    private const int SeedStep = 7919;

    /// <summary>Measures all fills of all photos.</summary>
    /// <param name="photos">At least two: each one is the other's foreign content.</param>
    /// <param name="plan">Holes, seed, threads.</param>
    /// <param name="done">Told after each photo how many are done; from any thread.</param>
    /// <param name="cancellationToken">Looked at before each hole.</param>
    /// <returns>Fills in the order of the photos, whatever the threads did.</returns>
    /// <exception cref="InvalidDataException">Fewer than two photos.</exception>
    /// <exception cref="ImageFileException">A photo cannot be read.</exception>
    public static IReadOnlyList<MeasuredFill> Measure(
        IReadOnlyList<CalibrationPhoto> photos, CalibrationPlan plan, Action<int>? done, CancellationToken cancellationToken)
    {
        if (photos.Count < 2)
        {
            throw new InvalidDataException($"There are {photos.Count} photos to make fills from; at least 2 are needed, as one is foreign to the other.");
        }

        var results = new IReadOnlyList<MeasuredFill>[photos.Count];
        int finished = 0;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = plan.Threads == 0 ? Environment.ProcessorCount : plan.Threads };
        Parallel.For(0, photos.Count, options, i =>
        {
            Image photo = EvalPicture.Load(photos[i].Path, plan.MaxSide, cancellationToken);
            Image other = EvalPicture.Load(photos[(i + 1) % photos.Count].Path, plan.MaxSide, cancellationToken);
            results[i] = OfPhoto(photos[i].Name, photo, other, (plan, cancellationToken));
            done?.Invoke(Interlocked.Increment(ref finished));
        });
        return [.. results.SelectMany(r => r)];
    }

    /// <summary>The fills of one photo.</summary>
    internal static IEnumerable<KnownFill> Fills(string name, Image photo, Image other, CalibrationPlan plan)
    {
        IReadOnlyList<HoleSpec> holes = HolePlacer.Place(photo.Size, plan.Draw, name);
        for (int h = 0; h < holes.Count; h++)
        {
            FillScene scene = FillScene.Cut(photo, holes[h], other, (HolePlacer.NumberOf(name) * SeedStep) + h + plan.Seed);
            foreach ((Defect defect, Image image) in DefectMaker.Make(scene))
            {
                yield return new KnownFill(name, defect, image, scene.Hole);
            }
        }
    }

    private static List<MeasuredFill> OfPhoto(string name, Image photo, Image other, (CalibrationPlan Plan, CancellationToken Cancellation) run)
    {
        var measured = new List<MeasuredFill>();
        foreach (KnownFill fill in Fills(name, photo, other, run.Plan))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            FillView view = FillView.Cut(fill.Image, fill.Hole, fill.Hole.FindBounds());
            measured.Add(new MeasuredFill(name, fill.Defect, FillMeasures.Read(view, threads: 1).ToDictionary(r => r.Key, r => r.Value.Measures)));
        }

        return measured;
    }
}
