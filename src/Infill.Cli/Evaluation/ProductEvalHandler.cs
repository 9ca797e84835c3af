using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Products;
using Infill.Imaging;
using Infill.Workflows.Products;

namespace Infill.Cli.Evaluation;

/// <summary>Places cut-outs with known mattes into photos, swaps their backgrounds, and says how near the results are to the truth.</summary>
internal sealed class ProductEvalHandler(ProductEvalArguments arguments, Voice voice)
{
    private static readonly Backdrop White = new();

    /// <summary>Makes every scene, swaps, reports.</summary>
    /// <exception cref="CliException">No photo or no cut-out, or none that can be used.</exception>
    public ExitCode Run(CancellationToken cancellationToken)
    {
        string[] cutOuts = arguments.Scenes.FindCutOuts();
        List<(string Name, Image Photo)> photos = LoadPhotos(cancellationToken);
        if (arguments.PreviewFolder is string folder)
        {
            Directory.CreateDirectory(folder);
        }

        var trials = new List<ProductTrial>();
        for (int i = 0; i < photos.Count; i++)
        {
            (string name, Image photo) = photos[i];
            (string Name, Image Photo) next = photos[(i + 1) % photos.Count];
            foreach ((string scene, ProductScene product) in cutOuts.Length == 0 ? [] : ProductScenes.Of(photo, name, (arguments.Scenes.Places, arguments.Scenes.Seed), cutOuts))
            {
                cancellationToken.ThrowIfCancellationRequested();
                trials.Add(Try(scene, product, ("white", White)));
                trials.Add(Try(scene, product, (next.Name, new Backdrop { Picture = next.Photo })));
            }
        }

        if (trials.Count == 0)
        {
            throw SceneArguments.NoScene(cutOuts.Length, photos.Count, "eval products");
        }

        Report(ProductEvalOutput.Of(trials));
        return ExitCode.Done;
    }

    private List<(string Name, Image Photo)> LoadPhotos(CancellationToken cancellationToken)
    {
        var photos = new List<(string, Image)>();
        foreach (InputFile file in arguments.Scenes.FindPhotos())
        {
            try
            {
                photos.Add((Path.GetFileName(file.Path), EvalPicture.Load(file.Path, arguments.Scenes.MaxSide, cancellationToken)));
            }
            catch (ImageFileException reason)
            {
                voice.Say($"Left out: {reason.Message}");
            }
        }

        return photos;
    }

    private ProductTrial Try(string name, ProductScene scene, (string Name, Backdrop Backdrop) behind)
    {
        ProductTrial trial = ProductTrial.Run(name, scene, behind, arguments.MaskErrorPx, (result, truth) => Keep(name, behind.Name, (scene.Input, result, truth)));
        voice.Say($"{trial.Name} before {trial.Background}: {trial.ChangedLockedPixels} of {Numbers.Count(trial.LockedPixels)} locked pixels changed, "
            + $"edge ΔE00 {MetricText.Of(trial.HaloDeltaE)} ({MetricText.Of(trial.CutDeltaE)} cut out), overlap {MetricText.Of(trial.Overlap)} (mask {MetricText.Of(trial.MaskOverlap)}); {trial.Status}");
        return trial;
    }

    private void Keep(string name, string behind, (Image Input, Image Result, Image Truth) pictures)
    {
        if (arguments.PreviewFolder is string folder)
        {
            string stem = Path.Combine(folder, $"{name} {Path.GetFileNameWithoutExtension(behind)}".Replace(' ', '-'));
            var options = new SaveOptions { Overwrite = true };
            ImageFile.Save(pictures.Input, $"{stem}.input.png", options);
            ImageFile.Save(pictures.Result, $"{stem}.png", options);
            ImageFile.Save(pictures.Truth, $"{stem}.truth.png", options);
        }
    }

    private void Report(ProductEvalOutput record)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ProductEvalOutput));
            return;
        }

        voice.Output.WriteLine($"locked      exact in {record.Exact} of {record.Results} results");
        voice.Output.WriteLine($"edge        ΔE00 {MetricText.Of(record.MeanHalo)} in the mean, {MetricText.Of(record.WorstHalo)} at worst; {record.CleanEdges} under {ProductEvalOutput.MostHalo} ({MetricText.Of(record.MeanCut)} if cut out along the mask)");
        voice.Output.WriteLine($"silhouette  overlap {MetricText.Of(record.MeanOverlap)} in the mean, {MetricText.Of(record.WorstOverlap)} at worst; {record.SameSilhouettes} from {MetricText.Of(ProductEvalOutput.LeastOverlap)} (masks {MetricText.Of(record.MeanMaskOverlap)})");
        voice.Output.WriteLine($"check       {record.Degraded} of {record.Results} called degraded");
    }
}
