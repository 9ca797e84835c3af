using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation;
using Infill.Cli.Jobs;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>Seconds of one job, ours and the peers' in turn within every round, so that drift hits all. The ratio counts, and only on a machine that does nothing else.</summary>
internal sealed class SpeedRun(BenchOptions options)
{
    private const string Engine = "patch";

    private const string CpuMark = ", CPU";

    private readonly SortedDictionary<(string Case, string Way), List<double>> _seconds = [];

    public void Run()
    {
        CaseFile file = CaseFile.Load(Repository.CaseFile);
        List<(EvalCase Case, CasePictures Pictures)> cases =
        [
            .. file.ToCases(Path.GetDirectoryName(Repository.CaseFile)!)
                .Where(c => c.Set == "speed" && (options.Cases.Count == 0 || options.Cases.Contains(c.Name)) && File.Exists(c.Photo))
                .Select(c => (c, CaseMaker.Make(c))),
        ];
        var arguments = new EvalArguments { Cases = new CaseArguments(), Engines = [Engine, .. options.Peers], Seeds = [1] };
        using var shelf = new EngineShelf();
        IReadOnlyList<IEvalEngine> engines = EngineList.Make(arguments, cache: null, shelf);
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach ((EvalCase one, CasePictures pictures) in cases)
            {
                RunOnce(one.Name, pictures, engines);
                Console.Error.WriteLine($"round {round + 1}: {one.Name}");
            }
        }

        string table = ToMarkdown(cases);
        File.WriteAllText(Path.Combine(options.Output, "speed.md"), table);
        Console.WriteLine(table);
    }

    private void RunOnce(string name, CasePictures pictures, IReadOnlyList<IEvalEngine> engines)
    {
        foreach (IEvalEngine engine in engines)
        {
            EvalFill fill = engine.Fill(pictures, seed: 1, CancellationToken.None);
            string way = engine.Info.Command is null ? "infill, warm" : engine.Info.Name;
            Note(name, way, fill.Seconds);
            Note(name, way + CpuMark, fill.CpuSeconds ?? 0);
        }

        if (InfillProgram.IsReady)
        {
            (string input, string mask) = (Path.Combine(options.Output, "input.png"), Path.Combine(options.Output, "mask.png"));
            ImageFile.Save(pictures.Input, input, new SaveOptions { Overwrite = true });
            ImageFile.Save(EvalPicture.OfMask(pictures.Mask), mask, new SaveOptions { Overwrite = true });
            ProcessRun run = InfillProgram.Fill(input, mask, Path.Combine(options.Output, "out.png"));
            Note(name, "infill, process", run.Seconds);
            Note(name, "infill, process" + CpuMark, run.CpuSeconds);
        }
    }

    private void Note(string name, string way, double seconds)
    {
        if (!_seconds.TryGetValue((name, way), out List<double>? list))
        {
            _seconds[(name, way)] = list = [];
        }

        list.Add(seconds);
    }

    private string ToMarkdown(List<(EvalCase Case, CasePictures Pictures)> cases)
    {
        string[] ways = [.. _seconds.Keys.Select(k => k.Way).Distinct()];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Speed: medians of {options.Rounds} rounds, {Environment.ProcessorCount} cores; seconds, and in brackets the share of gmic's; CPU = processor time of all threads").AppendLine();
        text.AppendLine($"| case | picture | hole px | {string.Join(" | ", ways)} |").AppendLine("|---|---|---|" + string.Concat(Enumerable.Repeat("---|", ways.Length)));
        foreach ((EvalCase one, CasePictures pictures) in cases)
        {
            IEnumerable<string> cells = ways.Select(w => Cell(one.Name, w));
            text.AppendLine($"| {one.Name} | {pictures.Input.Size} | {pictures.Mask.CountFilled()} | {string.Join(" | ", cells)} |");
        }

        IEnumerable<string> means = ways.Select(w => cases.All(c => Ratio(c.Case.Name, w) is not null) && cases.Count > 0
            ? Math.Exp(cases.Average(c => Math.Log(Ratio(c.Case.Name, w)!.Value))).ToString("0.00", CultureInfo.InvariantCulture)
            : "–");
        text.AppendLine($"| share of gmic's, geometric mean | | | {string.Join(" | ", means)} |");
        if (File.Exists("/proc/loadavg"))
        {
            text.AppendLine().AppendLine($"Load average at the end: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; this run alone makes 2 to 3, and above that only the CPU columns mean much.");
        }

        return text.ToString();
    }

    private string Cell(string name, string way) => Median(name, way) is double seconds
        ? seconds.ToString("0.00", CultureInfo.InvariantCulture) + (Ratio(name, way) is double r ? $" ({r.ToString("0.00", CultureInfo.InvariantCulture)})" : "")
        : "–";

    private double? Ratio(string name, string way) => Median(name, way) / Median(name, way.EndsWith(CpuMark, StringComparison.Ordinal) ? "gmic" + CpuMark : "gmic");

    private double? Median(string name, string way) =>
        _seconds.TryGetValue((name, way), out List<double>? list) ? Numbers.Median(list) : null;
}
