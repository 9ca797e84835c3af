using Infill.Bench.Cases;
using Infill.Bench.Peers;
using Infill.Bench.Reports;
using Infill.Engines;
using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>Engines and peers on holes with known truth: the same pictures, masks and scorer for all.</summary>
internal sealed class QualityRun(BenchOptions options)
{
    private const int RowsPerSheet = 6;
    private const string Raw = " raw";

    private readonly List<CaseScore> _scores = [];
    private readonly List<PunchedCase> _cases = [];
    private readonly List<string> _skipped = [];

    public void Run()
    {
        IReadOnlyList<Peer> peers = options.WithPeers ? Peer.FindInstalled() : [];
        CaseFile file = CaseFile.Load(Repository.CaseFile);
        foreach (HoleCase hole in file.Cases.Where(IsWanted))
        {
            if (PunchedCase.Make(file, hole) is PunchedCase punched)
            {
                _cases.Add(punched);
                RunCase(punched, peers);
            }
            else
            {
                _skipped.Add($"{hole.Name} ({file.Sources.Single(s => s.Name == hole.Source).Package})");
            }
        }

        WriteReport();
    }

    private bool IsWanted(HoleCase hole) => options.Cases.Count > 0
        ? options.Cases.Contains(hole.Name)
        : hole.Set == options.Set || (options.Set == "all" && hole.Set is "tune" or "report");

    private void RunCase(PunchedCase punched, IReadOnlyList<Peer> peers)
    {
        Console.Error.WriteLine($"{punched.Hole.Set} {punched.Hole.Name} {punched.Truth.Size}");
        foreach (string name in options.Engines)
        {
            RunEngine(punched, name);
        }

        foreach (Peer peer in peers)
        {
            if (peer.Fill(punched) is string path)
            {
                Score(punched, peer.Name, 0, path);
            }
        }
    }

    private void RunEngine(PunchedCase punched, string name)
    {
        string engineName = name.Replace(Raw, "", StringComparison.Ordinal);
        using IInpaintEngine engine = BenchEngines.CreateCatalog().Create(engineName);
        foreach (int seed in engine.Info.UsesSeed ? options.Seeds : [0])
        {
            string path = Path.Combine(options.Output, "fills", $"{punched.Hole.Name}-{name}-{seed}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (name == engineName)
            {
                Image filled = BenchEngines.Run(engineName, ImageFile.Load(punched.InputPath), punched.Mask, seed);
                ImageFile.Save(filled, path, new SaveOptions { Overwrite = true });
            }
            else
            {
                Pictures.SavePng(BenchEngines.FillRaw(engine, punched, seed), path);
            }

            Score(punched, name, seed, path);
        }
    }

    // From the file, also for our engines: what is scored is what a user gets, in 8 bit.
    private void Score(PunchedCase punched, string engine, int seed, string path)
    {
        FloatImage fill = Pictures.Load(path);
        FillScores scores = FillScores.Measure(fill, punched.Truth, punched.Mask);
        _scores.Add(new CaseScore(engine, seed, punched.Hole, scores, ExactKeep.Compare(punched.Truth, fill, punched.Mask), path));
    }

    private void WriteReport()
    {
        if (_scores.Count == 0)
        {
            Console.WriteLine($"No case was run; skipped: {string.Join(", ", _skipped)}.");
            return;
        }

        var report = new QualityReport(_scores);
        string markdown = report.ToMarkdown(options.Engines, _skipped) + WriteSheets();
        File.WriteAllText(Path.Combine(options.Output, "quality.md"), markdown);
        File.WriteAllText(Path.Combine(options.Output, "quality.csv"), report.ToCsv());
        Console.WriteLine(markdown);
    }

    private string WriteSheets()
    {
        var columns = _scores.Select(s => (s.Engine, s.Seed)).Distinct().ToList();
        string legend = $"\n## Contact sheets\n\nFrom left to right: truth, hole, {string.Join(", ", columns.Select(c => c.Seed > 0 ? $"{c.Engine} seed {c.Seed}" : c.Engine))}.\n\n";
        for (int first = 0; first < _cases.Count; first += RowsPerSheet)
        {
            List<PunchedCase> rows = _cases.GetRange(first, Math.Min(RowsPerSheet, _cases.Count - first));
            string name = $"sheet-{(first / RowsPerSheet) + 1:00}.png";
            ContactSheet.Save(rows, r => [.. _scores.Where(s => s.Hole == r.Hole).Select(s => s.Picture)], Path.Combine(options.Output, name));
            legend += $"- {name}: {string.Join(", ", rows.Select(r => r.Hole.Name))}\n";
        }

        return legend;
    }
}
