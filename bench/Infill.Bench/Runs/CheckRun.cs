using System.Globalization;
using Infill.Cli;
using Infill.Cli.Evaluation;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary><c>infill check</c> on a picture of 24 megapixels and its mask: as a process, and without the start of one.</summary>
internal sealed class CheckRun(BenchOptions options)
{
    public void Run()
    {
        var size = new PixelSize(6000, 4000);
        string[] arguments = ["check", Pictures.Enlarged(size), "--mask", Pictures.Disc(size, radius: 200)];
        CommandLine.Run(arguments, TextWriter.Null, TextWriter.Null);
        double[] warm = [.. Enumerable.Range(0, options.Rounds).Select(_ => Time(() => CommandLine.Run(arguments, TextWriter.Null, TextWriter.Null)))];
        ProcessRun[] cold = [.. Enumerable.Range(0, options.Rounds).Select(_ => InfillProgram.Run(arguments))];
        string table = string.Create(CultureInfo.InvariantCulture, $"""
            # infill check of 24 megapixels with a mask file, medians of {options.Rounds} rounds

            | | ms |
            |---|---|
            | within a process | {1000 * Numbers.Median(warm):0} |
            | whole process, start included | {1000 * Numbers.Median(cold.Select(r => r.Seconds)):0} |

            """);
        File.WriteAllText(Path.Combine(options.Output, "check.md"), table);
        Console.WriteLine(table);
    }

    private static double Time(Action work)
    {
        long start = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
