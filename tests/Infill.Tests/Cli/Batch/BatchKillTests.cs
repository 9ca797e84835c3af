using System.Diagnostics;
using System.Text.Json;

namespace Infill.Tests.Cli.Batch;

/// <summary>However often a batch is killed, it ends as if it never had been.</summary>
public sealed class BatchKillTests
{
    private const int Jobs = 500;
    private const int Kills = 20;

    private static readonly string[] Command = ["batch", "photos", "--mask", "rect:6,6,3,3", "--workflow", "fill", "--engine", "smooth", "--output-dir", "out", "-q"];

    [Fact]
    public void Batch_KilledTwentyTimes_EndsWithEveryOutputOnceAndWhole()
    {
        using var tree = new BatchTree();
        for (int i = 0; i < Jobs; i++)
        {
            tree.AddPhoto($"{i % 7}/{i:000}.png", 16 + (i % 5), 16);
        }

        Assert.Equal(0, tree.Folder.Run([.. Command.Select(a => a == "out" ? "whole" : a)]).Code);
        SortedDictionary<string, string> expected = tree.Files("whole");
        Assert.Equal(Jobs, expected.Count);

        // Seeded: the moments are random in the work, and the same in every run of this test as far as a machine allows.
        var random = new Random(20);
        int begun = 0;
        for (int kill = 1; kill <= Kills; kill++)
        {
            int after = begun + random.Next(1, 2 * Jobs / Kills);
            using Process process = tree.Folder.Start([], Command);
            SpinWait.SpinUntil(() => process.HasExited || JournalLength(tree) > after * 90L, TimeSpan.FromSeconds(60));
            Thread.Sleep(random.Next(0, 12));
            Assert.False(process.HasExited, $"The batch ended before kill {kill} of {Kills}.");
            process.Kill();
            process.WaitForExit();
            begun = (int)(JournalLength(tree) / 90L);
            Assert.All(tree.Files(), pair => Assert.Equal(expected[pair.Key], pair.Value));
        }

        Assert.Equal(0, tree.Folder.Run(Command).Code);

        Assert.Equal(expected, tree.Files());
        Assert.Empty(Directory.EnumerateFiles(tree["out"], ".infill-*.tmp", SearchOption.AllDirectories));
        string[] done = [.. tree.Journal.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("kind").GetString() == "done").Select(line => line.GetProperty("output").GetString()!)];
        Assert.Equal(expected.Keys, done.Order(StringComparer.Ordinal));
    }

    private static long JournalLength(BatchTree tree) =>
        new FileInfo(tree["out/.infill-batch.jsonl"]) is { Exists: true } journal ? journal.Length : 0;
}
