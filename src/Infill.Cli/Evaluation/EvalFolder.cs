using System.Text;
using Infill.Cli.Evaluation.Page;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>The output folder of an evaluation: eval.json, eval.csv, report.html, and cut-outs of all pictures.</summary>
/// <param name="root">Path of the folder.</param>
internal sealed class EvalFolder(string root)
{
    /// <summary>The record that comparisons and resumed runs read.</summary>
    public const string RecordName = "eval.json";

    /// <summary>Surroundings in a cut-out, in pixels: enough to judge the seam.</summary>
    private const int MarginPx = 36;

    /// <summary>Smallest side of a cut-out.</summary>
    private const int LeastSide = 200;

    /// <summary>Larger cut-outs are scaled down: a page with hundreds must still open.</summary>
    private const int LargestSide = 480;
    private const int JpegQuality = 90;

    /// <summary>Path of the record.</summary>
    public string RecordPath => Path.Combine(root, RecordName);

    /// <summary>Path of the page.</summary>
    public string PagePath => Path.Combine(root, "report.html");

    /// <summary>Path of the table.</summary>
    public string TablePath => Path.Combine(root, "eval.csv");

    /// <summary>Where other programs' fills are kept unless the user says another place.</summary>
    public string CachePath => Path.Combine(root, "cache");

    private string PicturesPath => Path.Combine(root, "pictures");

    /// <summary>Makes the folder and reads what lies in it.</summary>
    /// <returns>The evaluation to resume, or null.</returns>
    /// <exception cref="CliException">An evaluation lies there and may not be replaced, or the folder cannot be made.</exception>
    public EvalRecord? Open(ExistingEval existing)
    {
        if (File.Exists(root))
        {
            throw new CliException(ExitCode.WrongUse, $"The output '{root}' is a file; it must be a folder.");
        }

        if (File.Exists(RecordPath) && existing == ExistingEval.Refuse)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"'{root}' holds an evaluation; --resume takes over its results and runs what is missing, --overwrite starts anew.",
                "the same command with --resume");
        }

        Directory.CreateDirectory(PicturesPath);
        return File.Exists(RecordPath) && existing == ExistingEval.Resume ? EvalFile.Read(RecordPath) : null;
    }

    /// <summary>Writes the record; called after every case, so that an interrupted run loses one case at most.</summary>
    public void Save(EvalRecord record) => WriteText(RecordPath, EvalJson.Write(record));

    /// <summary>Writes table and page.</summary>
    public void Report(EvalRecord record)
    {
        WriteText(TablePath, EvalCsv.Write(record));
        AtomicFile.Write(PagePath, overwrite: true, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            new EvalPage(new EvalSummary(record), FindCutOut).Write(writer);
        });
    }

    /// <summary>Keeps the cut-out of one picture.</summary>
    public void Keep(CaseLook look)
    {
        Image shown = AreaResample.ToMaxSide(EvalPicture.Cut(look.Picture, CutOut(look.Case)), LargestSide);
        var options = new SaveOptions { Overwrite = true, JpegQuality = JpegQuality };
        ImageFile.Save(shown, PathOf(look.Case.Name, look.Engine, look.Seed), options);
    }

    private byte[]? FindCutOut(string name, string engine, int seed)
    {
        string path = PathOf(name, engine, seed);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>The part of a case's picture that is shown.</summary>
    public static PixelRect CutOut(EvalCaseFacts facts)
    {
        PixelRect hole = facts.HoleBounds;
        int width = Math.Max(hole.Width + (2 * MarginPx), LeastSide), height = Math.Max(hole.Height + (2 * MarginPx), LeastSide);
        int x = Math.Clamp(hole.X + ((hole.Width - width) / 2), 0, Math.Max(0, facts.Width - width));
        int y = Math.Clamp(hole.Y + ((hole.Height - height) / 2), 0, Math.Max(0, facts.Height - height));
        return new PixelRect(x, y, width, height).Intersect(new PixelSize(facts.Width, facts.Height).Bounds);
    }

    // Names of cases come from strangers' files; a hash is a file name everywhere.
    private string PathOf(string name, string engine, int seed) => Path.Combine(
        PicturesPath, Sha256.Hash(Encoding.UTF8.GetBytes($"{name}\n{engine}\n{seed}"))[..24] + ".jpg");

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, overwrite: true, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
