using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>Large JPEG files through the process: wall time and peak memory, decode and encode included.</summary>
internal sealed class MemoryRun(BenchOptions options)
{
    private static readonly (string Name, PixelSize Size, int HoleRadius)[] Sizes =
    [
        ("6 megapixels", new PixelSize(3000, 2000), 200),
        ("24 megapixels", new PixelSize(6000, 4000), 200),
        ("24 megapixels", new PixelSize(6000, 4000), 250),
        ("100 megapixels", new PixelSize(12000, 8334), 200),
    ];

    public void Run()
    {
        var text = new StringBuilder("# Large files: best of the rounds; decode, encode and process start included\n\n");
        text.AppendLine("| file | hole px wide | seconds | peak MB |").AppendLine("|---|---|---|---|");
        foreach ((string name, PixelSize size, int radius) in Sizes)
        {
            (string picture, string mask) = MakeFiles(size, radius);
            ProcessRun[] runs = [.. Enumerable.Range(0, options.Rounds).Select(_ => InfillProgram.Fill(picture, mask, Path.Combine(options.Output, "out.jpg")))];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {2 * radius} | {runs.Min(r => r.Seconds):0.0} | {runs.Max(r => r.PeakBytes) / 1048576.0:0} |");
        }

        File.WriteAllText(Path.Combine(options.Output, "memory.md"), text.ToString());
        Console.WriteLine(text);
    }

    // A photo scaled up has little fine detail; that matters for looks, not for time and memory.
    private static (string Picture, string Mask) MakeFiles(PixelSize size, int radius) =>
        (Pictures.Enlarged(size), Pictures.Disc(size, radius));
}
