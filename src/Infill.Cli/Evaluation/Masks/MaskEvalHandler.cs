using System.Globalization;
using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Evaluation.Masks;

/// <summary>Asks for things that were drawn by hand, and measures the masks that come back.</summary>
/// <param name="voice">Where results go.</param>
/// <param name="time">Clock of the report.</param>
internal sealed class MaskEvalHandler(Voice voice, TimeProvider time)
{
    private const double Least = 0.9;

    /// <summary>Measures every thing by click and by box.</summary>
    /// <param name="path">File of drawn things.</param>
    /// <param name="folder">Where each mask is shown on its photo, or null.</param>
    /// <param name="cancellationToken">Ends it between two masks.</param>
    /// <exception cref="CliException">The file or a photo of it cannot be used.</exception>
    public ExitCode Run(string path, string? folder, CancellationToken cancellationToken)
    {
        DrawnObjects file = Load(path);
        string home = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (folder is not null)
        {
            FolderAccess.Make(folder);
        }

        var rows = new List<MaskEvalRow>();
        using var proposed = new ProposedMasks();
        foreach (IGrouping<string, DrawnObject> photo in file.Objects.GroupBy(one => Path.GetFullPath(one.Photo, home)))
        {
            Image image = ImageFile.Load(photo.Key, null, cancellationToken);
            foreach (DrawnObject one in photo)
            {
                Mask truth = Draw(one, image);
                foreach (string prompt in new[] { one.Click is null ? null : $"click:{one.Click}", one.Box is null ? null : $"box:{one.Box}" }.OfType<string>())
                {
                    rows.Add(Measure(one.Name, prompt, (image, truth), (proposed, folder), cancellationToken));
                }
            }
        }

        Tell(path, rows);
        return ExitCode.Done;
    }

    private static DrawnObjects Load(string path)
    {
        try
        {
            return DrawnObjects.Load(path);
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.WrongUse, reason.Message, "infill eval masks --help");
        }
    }

    private static Mask Draw(DrawnObject one, Image image)
    {
        try
        {
            return MaskExpression.Parse(one.Drawn).Evaluate(image.Size, image, _ => throw new CliException(ExitCode.WrongUse, $"'{one.Name}' is drawn by a file; write it as a mask expression."));
        }
        catch (MaskExpressionException reason)
        {
            throw new CliException(ExitCode.WrongUse, $"'{one.Name}' cannot be drawn. {reason.Message}", "infill eval masks --help");
        }
    }

    private MaskEvalRow Measure(string name, string prompt, (Image Image, Mask Truth) scene, (ProposedMasks Proposed, string? Folder) to, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        try
        {
            MaskPrompt asked = MaskExpression.Parse(prompt).FindPrompt(scene.Image.Size)!;
            IReadOnlyList<MaskProposal> proposals = to.Proposed.Ask(scene.Image, asked with { Candidate = null }, cancellationToken);
            double seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
            if (to.Folder is string folder)
            {
                string preview = Path.Combine(folder, $"{name}-{prompt.Split(':')[0]}.png");
                ImageFile.Save(MaskPreview.Overlay(scene.Image, proposals[0].Mask), preview, new SaveOptions { Overwrite = true });
            }

            double[] ious = [.. proposals.Select(one => MaskScores.Iou(one.Mask, scene.Truth))];
            return new MaskEvalRow
            {
                Name = name,
                Prompt = prompt,
                Iou = Round(ious[0]),
                BoundaryF = Round(MaskScores.BoundaryF(proposals[0].Mask, scene.Truth)),
                Score = Round(proposals[0].Score),
                BestIou = Round(ious.Max()),
                Seconds = seconds,
            };
        }
        catch (Exception reason) when (reason is MaskProposalException or ArgumentException)
        {
            return new MaskEvalRow
            {
                Name = name,
                Prompt = prompt,
                Iou = 0,
                BoundaryF = 0,
                Score = 0,
                BestIou = 0,
                Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3),
                Problem = reason.Message,
            };
        }
    }

    private static double Round(double value) => Math.Round(value, 4);

    private void Tell(string path, List<MaskEvalRow> rows)
    {
        int things = rows.DistinctBy(row => row.Name).Count();
        int found = rows.Where(row => row.Iou >= Least).DistinctBy(row => row.Name).Count();
        if (voice.Talk.Json)
        {
            var record = new MaskEvalRecord { File = path, Least = Least, Found = found, Masks = rows };
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.MaskEvalRecord));
            return;
        }

        int name = rows.Max(row => row.Name.Length) + 2, prompt = rows.Max(row => row.Prompt.Length) + 2;
        voice.Output.WriteLine($"{"thing".PadRight(name)}{"asked by".PadRight(prompt)}IoU    boundary F  score  best IoU  seconds");
        foreach (MaskEvalRow row in rows)
        {
            voice.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name.PadRight(name)}{row.Prompt.PadRight(prompt)}{row.Iou:0.000}  {row.BoundaryF,10:0.000}  {row.Score:0.00}  {row.BestIou,8:0.000}  {row.Seconds,7:0.00}{(row.Problem is null ? "" : "  " + row.Problem)}"));
        }

        voice.Say(string.Create(CultureInfo.InvariantCulture, $"{found} of {things} things have an IoU of {Least} or more by one click or one box; mean IoU {rows.Average(row => row.Iou):0.000}, boundary F {rows.Average(row => row.BoundaryF):0.000}"));
    }
}
