using System.Text;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Where the page of a batch goes: whole under its name, or not there.</summary>
/// <param name="path">Path as the user wrote it.</param>
internal sealed class ReportFile(string path)
{
    /// <summary>Name in the output folder if the user gives none.</summary>
    public const string DefaultName = "report.html";

    /// <summary>Characters among which the mark of an older page stands.</summary>
    private const int MarkWithin = 1024;

    /// <summary>Path as the user wrote it.</summary>
    public string Path { get; } = path;

    /// <summary>Refuses to replace a file that is no page of a batch.</summary>
    /// <exception cref="CliException">It is a folder or somebody's file, or its folder does not exist.</exception>
    public void RequireOurs(OutputFolder folder)
    {
        string home = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        if (Directory.Exists(Path) || (!Directory.Exists(home) && RealPath.Of(home) != folder.Real))
        {
            throw Refuse(Directory.Exists(Path) ? "is a folder; it must be a file" : "lies in a folder that does not exist; make it first");
        }

        if (File.Exists(Path) && !IsOurs())
        {
            throw Refuse("exists and is no report of a batch; it is not replaced");
        }
    }

    /// <summary>Writes the page: failures first, then warnings, then the rest, each in the batch's order.</summary>
    /// <param name="summary">The numbers.</param>
    /// <param name="command">What was asked for, for people.</param>
    /// <param name="ended">When the batch ended.</param>
    /// <param name="items">How each item ended, with where its thumbnails are.</param>
    /// <exception cref="IOException">It cannot be written; an older page stands as it was.</exception>
    public void Write(BatchSummaryRecord summary, string command, DateTimeOffset ended, ReportItems items)
    {
        string full = System.IO.Path.GetFullPath(Path);
        string home = System.IO.Path.GetDirectoryName(full)!;
        string temporary = System.IO.Path.Join(home, $".infill-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
                var page = new ReportPage(writer, items.Folder, home);
                page.Begin(summary, command, ended);
                foreach (ItemOutcome outcome in items.Outcomes.OrderBy(Rank).ThenBy(o => o.Item.Number))
                {
                    page.Add(outcome, outcome.Item.Output is string output ? items.Thumbnails.Find(output) : null);
                }

                page.End();
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            // Gone already if all went well.
            File.Delete(temporary);
        }
    }

    private static int Rank(ItemOutcome outcome) => outcome.Status == ItemStatus.Failed ? 0 : outcome.Warnings.Count > 0 ? 1 : 2;

    private bool IsOurs()
    {
        using var reader = new StreamReader(Path);
        char[] head = new char[MarkWithin];
        int count = reader.ReadBlock(head, 0, head.Length);
        return head.AsSpan(0, count).IndexOf(ReportPage.Mark, StringComparison.Ordinal) >= 0;
    }

    private CliException Refuse(string what) => new(
        ExitCode.WrongUse, $"The report '{PathText.Show(Path)}' {what}.", "the same command with --report FILE or --no-report");
}
