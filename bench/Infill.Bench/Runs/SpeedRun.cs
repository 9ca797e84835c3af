using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infill.Bench.Cases;
using Infill.Bench.Peers;
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
        List<PunchedCase> cases = [.. file.Cases.Where(c => c.Set == "speed" && (options.Cases.Count == 0 || options.Cases.Contains(c.Name)))
            .Select(c => PunchedCase.Make(file, c)).OfType<PunchedCase>()];
        IReadOnlyList<Peer> peers = options.WithPeers ? Peer.FindInstalled() : [];
        bool cold = InfillProgram.IsReady;
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach (PunchedCase punched in cases)
            {
                RunOnce(punched, cold, peers);
                Console.Error.WriteLine($"round {round + 1}: {punched.Hole.Name}");
            }
        }

        string table = ToMarkdown(cases);
        File.WriteAllText(Path.Combine(options.Output, "speed.md"), table);
        Console.WriteLine(table);
    }

    private void RunOnce(PunchedCase punched, bool cold, IReadOnlyList<Peer> peers)
    {
        string output = Path.Combine(options.Output, "out.png");
        Image input = ImageFile.Load(punched.InputPath);
        long began = Stopwatch.GetTimestamp();
        BenchEngines.Run(Engine, input, punched.Mask, seed: 1);
        Note(punched, "infill, warm", Stopwatch.GetElapsedTime(began).TotalSeconds);
        if (cold)
        {
            NoteRun(punched, "infill, process", InfillProgram.Fill(punched.InputPath, punched.MaskPath, output));
        }

        foreach (Peer peer in peers)
        {
            NoteRun(punched, peer.Name, peer.Run(punched.InputPath, punched.MaskPath, output));
        }
    }

    private void NoteRun(PunchedCase punched, string way, ProcessRun run)
    {
        Note(punched, way, run.Seconds);
        Note(punched, way + CpuMark, run.CpuSeconds);
    }

    private void Note(PunchedCase punched, string way, double seconds)
    {
        if (!_seconds.TryGetValue((punched.Hole.Name, way), out List<double>? list))
        {
            _seconds[(punched.Hole.Name, way)] = list = [];
        }

        list.Add(seconds);
    }

    private string ToMarkdown(List<PunchedCase> cases)
    {
        string[] ways = [.. _seconds.Keys.Select(k => k.Way).Distinct()];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Speed: medians of {options.Rounds} rounds, {Environment.ProcessorCount} cores; seconds, and in brackets the share of gmic's; CPU = processor time of all threads").AppendLine();
        text.AppendLine($"| case | picture | hole px | {string.Join(" | ", ways)} |").AppendLine("|---|---|---|" + string.Concat(Enumerable.Repeat("---|", ways.Length)));
        foreach (PunchedCase punched in cases)
        {
            IEnumerable<string> cells = ways.Select(w => Cell(punched.Hole.Name, w));
            text.AppendLine($"| {punched.Hole.Name} | {punched.Truth.Size} | {punched.Mask.CountFilled()} | {string.Join(" | ", cells)} |");
        }

        IEnumerable<string> means = ways.Select(w => cases.All(c => Ratio(c.Hole.Name, w) is not null) && cases.Count > 0
            ? Math.Exp(cases.Average(c => Math.Log(Ratio(c.Hole.Name, w)!.Value))).ToString("0.00", CultureInfo.InvariantCulture)
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

    private double? Median(string name, string way)
    {
        if (!_seconds.TryGetValue((name, way), out List<double>? list))
        {
            return null;
        }

        double[] sorted = [.. list.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
