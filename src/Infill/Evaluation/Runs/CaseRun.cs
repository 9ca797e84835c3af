using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>Runs all engines and seeds on one case and scores what they make.</summary>
/// <param name="engines">In the order of columns.</param>
/// <param name="seeds">For engines that use one.</param>
public sealed class CaseRun(IReadOnlyList<IEvalEngine> engines, IReadOnlyList<int> seeds)
{
    /// <summary>Makes the case's pictures, fills and scores.</summary>
    /// <param name="one">The case.</param>
    /// <param name="before">An earlier run whose results are taken over where case, pictures, engine and seed agree; null = none.</param>
    /// <param name="look">Is shown every picture of the case, "truth" and "input" first; null = nobody looks.</param>
    /// <param name="cancellationToken">Ends the run; results so far are lost for this case.</param>
    /// <returns>The case's facts, with the reason if it could not be made, and its results.</returns>
    public (EvalCaseFacts Facts, IReadOnlyList<EvalResult> Results) Run(
        EvalCase one, EvalRecord? before, Action<CaseLook>? look, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        EvalCaseFacts facts = new() { Name = one.Name, Photo = one.Photo, Set = one.Set, Unique = one.Unique, Why = one.Why };
        CasePictures pictures;
        try
        {
            pictures = CaseMaker.Make(one, cancellationToken);
        }
        catch (Exception reason) when (reason is ImageFileException or InvalidRequestException)
        {
            return (facts with { Skipped = reason.Message }, []);
        }

        facts = Describe(facts, pictures);
        Show(look, pictures, facts);
        EvalResult[] known = Known(before, facts);
        var results = new List<EvalResult>();
        foreach ((IEvalEngine engine, int seed) in Fills())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var blank = new EvalResult { Case = one.Name, Engine = engine.Info.Name, Seed = seed };
            results.Add(Array.Find(known, r => (r.Engine, r.Seed) == (blank.Engine, seed)) ?? Fill(blank, pictures, engine, p => look?.Invoke(new CaseLook(facts, blank.Engine, seed, p)), cancellationToken));
        }

        return (facts, results);
    }

    // Failures are tried again: a time limit or a missing file may have been the reason.
    private EvalResult[] Known(EvalRecord? before, EvalCaseFacts facts) => before?.Cases.Any(c => c.Name == facts.Name && c.Hash == facts.Hash) != true ? [] :
    [
        .. from result in before.Results
           where result.Case == facts.Name && result.Error is null
           where engines.Any(e => before.Engines.Any(b => b.Name == result.Engine && b.Name == e.Info.Name && b.Identity == e.Info.Identity))
           select result,
    ];

    private IEnumerable<(IEvalEngine Engine, int Seed)> Fills() =>
        from engine in engines
        from seed in engine.Info.UsesSeed ? seeds : [0]
        select (engine, seed);

    private static void Show(Action<CaseLook>? look, CasePictures pictures, EvalCaseFacts facts)
    {
        if (pictures.Truth is Image truth)
        {
            look?.Invoke(new CaseLook(facts, CaseLook.Truth, 0, truth));
        }

        look?.Invoke(new CaseLook(facts, CaseLook.Input, 0, pictures.Input));
    }

    private static EvalResult Fill(
        EvalResult blank, CasePictures pictures, IEvalEngine engine, Action<Image> look, CancellationToken cancellationToken)
    {
        try
        {
            EvalFill fill = engine.Fill(pictures, blank.Seed, cancellationToken);
            look(fill.Picture);
            return blank with
            {
                Scores = FillScoring.Score(fill.Picture, pictures),
                Keep = KeepCheck.Compare(pictures.Input, fill.Picture, pictures.Mask),
                Confidence = fill.Confidence,
                Warnings = fill.Warnings,
                Seconds = fill.Seconds,
                CpuSeconds = fill.CpuSeconds,
                IsCached = fill.IsCached,
                Sha256 = fill.Picture.ComputeHash(),
            };
        }
        catch (Exception reason) when (reason is EngineException or InvalidRequestException or ImageFileException)
        {
            return blank with { Error = reason.Message };
        }
    }

    private static EvalCaseFacts Describe(EvalCaseFacts facts, CasePictures pictures) => facts with
    {
        Hash = pictures.Hash,
        HasTruth = pictures.Truth is not null,
        Width = pictures.Input.Width,
        Height = pictures.Input.Height,
        HoleBounds = pictures.Mask.FindBounds(),
        HolePixels = pictures.Mask.CountFilled(),
        RingGradient = FillScoring.RingGradient(pictures),
    };
}
