using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Tells the user how items end, and counts them.</summary>
/// <param name="voice">Where records and lines go.</param>
/// <param name="folder">Where outputs are.</param>
/// <param name="ticker">The bar, if there is one.</param>
/// <param name="items">Items in all; null = not known.</param>
internal sealed class BatchTeller(Voice voice, OutputFolder folder, BatchTicker ticker, int? items)
{
    /// <summary>How the items ended so far.</summary>
    public BatchCounts Counts { get; private set; } = new();

    /// <summary>The record with <c>--json</c>, a line on stderr; failures also with <c>--quiet</c>.</summary>
    public void Tell(ItemOutcome outcome)
    {
        Counts = Counts.With(outcome.Status);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(BatchItemRecord.Of(outcome, folder), ReportJson.Plain.BatchItemRecord));
        }

        if (outcome.Status == ItemStatus.Failed)
        {
            ticker.WriteLine($"infill: {Where(outcome.Item)} failed: {string.Join(" ", outcome.Failure!.Reasons)}");
        }
        else if (!voice.Talk.Quiet && outcome.Status != ItemStatus.Skipped)
        {
            TellSuccess(outcome);
        }

        ticker.Tick(Counts);
    }

    /// <summary>How messages name an item.</summary>
    public static string Where(BatchItem item) =>
        (item.Line is int line ? $"line {line}: " : "") + PathText.Show(item.Input);

    private void TellSuccess(ItemOutcome outcome)
    {
        if (!ticker.HasBar)
        {
            string number = items is int total ? $"{Counts.Ended}/{total}" : $"{Counts.Ended}";
            ticker.WriteLine($"{number} {PathText.Show(outcome.Item.Input)} → {PathText.Show(folder.At(outcome.Item.Output!))} ({Numbers.Seconds(outcome.Seconds)})");
        }

        foreach (string warning in outcome.Warnings)
        {
            ticker.WriteLine($"Warning: {PathText.Show(outcome.Item.Input)}: {warning}");
        }
    }
}
