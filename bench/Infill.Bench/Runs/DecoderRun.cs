using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infill.Imaging;
using Infill.Server.Decoding;

namespace Infill.Bench.Runs;

/// <summary>What it costs to decode in another process: the same files in this process and in a warm decoder, both called as the server calls them.</summary>
internal sealed class DecoderRun(BenchOptions options)
{
    private static readonly LoadOptions Limits = new() { MaxPixels = 100_000_000 };

    private static readonly (string Name, PixelSize Size)[] Sizes =
    [
        ("0.3 megapixels", new PixelSize(640, 480)),
        ("2 megapixels", new PixelSize(1920, 1080)),
        ("12 megapixels", new PixelSize(4000, 3000)),
        ("24 megapixels", new PixelSize(6000, 4000)),
    ];

    public void Run()
    {
        using var own = new OwnDecoder();
        using var child = new DecoderPool(new DecoderOptions { Command = InfillProgram.Decoder, Processes = 1 }, Console.Error.WriteLine);
        var text = new StringBuilder("# Decoding here and in a warm process of its own: median of the rounds\n\n");
        text.AppendLine("| JPEG | here ms | other process ms | more ms |").AppendLine("|---|---|---|---|");
        foreach ((string name, PixelSize size) in Sizes)
        {
            byte[] file = File.ReadAllBytes(Pictures.Enlarged(size));
            (double here, double there) = (Median(own, file), Median(child, file));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {here:0.0} | {there:0.0} | {there - here:0.0} |");
        }

        File.WriteAllText(Path.Combine(options.Output, "decoder.md"), text.ToString());
        Console.WriteLine(text);
    }

    private double Median(IPictureDecoder decoder, byte[] file)
    {
        // The first one warms up whatever is cold.
        double[] times = [.. Enumerable.Range(0, Math.Max(options.Rounds, 5) + 1).Select(_ => Time(decoder, file)).Skip(1).Order()];
        return times[times.Length / 2];
    }

    private static double Time(IPictureDecoder decoder, byte[] file)
    {
        using var stream = new MemoryStream(file);
        long start = Stopwatch.GetTimestamp();
        decoder.Load(stream, Limits, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
