using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>A batch of one-megapixel pictures, one and two jobs at a time in turn: throughput, and memory against the budget.</summary>
internal sealed class BatchRun(BenchOptions options)
{
    private const int Pictures = 12;
    private const int BudgetMb = 512;

    private static readonly PixelSize Size = new(1152, 864);

    public void Run()
    {
        string photos = Path.Combine(options.Output, "photos");
        Directory.CreateDirectory(photos);
        for (int i = 0; i < Pictures; i++)
        {
            File.Copy(Bench.Pictures.Enlarged(Size), Path.Combine(photos, $"{i:00}.jpg"), overwrite: true);
        }

        string mask = Bench.Pictures.Disc(Size, radius: 50);
        var runs = new Dictionary<int, List<ProcessRun>> { [1] = [], [2] = [] };
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach ((int jobs, List<ProcessRun> list) in runs)
            {
                list.Add(InfillProgram.Run(
                    "batch", photos, "--mask", mask, "--output-dir", Path.Combine(options.Output, "out"), "--fresh", "--overwrite", "--no-report",
                    "--jobs", $"{jobs}", "--memory-budget", $"{BudgetMb}"));
            }
        }

        string table = ToMarkdown(runs);
        File.WriteAllText(Path.Combine(options.Output, "batch.md"), table);
        Console.WriteLine(table);
    }

    private string ToMarkdown(Dictionary<int, List<ProcessRun>> runs)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Batch of {Pictures} pictures of {Size}, holes 100 px wide, medians of {options.Rounds} alternating rounds, budget {BudgetMb} MB").AppendLine();
        text.AppendLine("| jobs at a time | seconds | throughput against one | peak MB |").AppendLine("|---|---|---|---|");
        double one = Numbers.Median(runs[1].Select(r => r.Seconds));
        foreach ((int jobs, List<ProcessRun> list) in runs)
        {
            double seconds = Numbers.Median(list.Select(r => r.Seconds));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {jobs} | {seconds:0.0} | {one / seconds:0.00} | {list.Max(r => r.PeakBytes) / 1048576.0:0} |");
        }

        return text.ToString();
    }
}
