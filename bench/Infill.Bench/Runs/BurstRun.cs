using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>A thousand jobs at once against a queue of a hundred: how soon the others are refused, what it costs of memory, and how long someone waits who only asks.</summary>
internal sealed class BurstRun(BenchOptions options)
{
    private const string Job = """{"workflow": "fill", "mask": {"expression": "rect:200,150,40,40"}}""";
    private const int Requests = 1000;
    private const int Queue = 100;
    private const int WarmRounds = 3;
    private const int WarmRequests = 150;
    private static readonly PixelSize Size = new(640, 480);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        string data = Path.Combine(options.Output, "data");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        using Process server = InfillProgram.Serve("--data", data, "--port", "0", "--queue", $"{Queue}", "--rate", "1000000");
        try
        {
            string line = await server.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException("The server does not start.");
            await MeasureAsync(server, new Uri(line.Split(' ')[^1])).ConfigureAwait(false);
        }
        finally
        {
            server.Kill();
        }
    }

    private async Task MeasureAsync(Process server, Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        byte[] photo = Draw();
        string first = await AcceptAsync(client, photo).ConfigureAwait(false);
        await client.GetStringAsync($"/v1/jobs/{first}?wait=60").ConfigureAwait(false);
        await WarmUpAsync(client, address, first, photo).ConfigureAwait(false);
        (long before, _) = Memory(server);
        using var stop = new CancellationTokenSource();
        Task<List<double>> asking = Task.Factory.StartNew(() => Ask(address, first, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        BurstClient sender = BurstClient.Of(address, Job, photo);
        long start = Stopwatch.GetTimestamp();
        (HttpStatusCode Status, double Seconds)[] answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => sender.SendAsync(start))).ConfigureAwait(false);
        double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync().ConfigureAwait(false);
        List<double> waits = await asking.ConfigureAwait(false);
        (_, long peak) = Memory(server);
        double[] refused = [.. answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).Select(answer => answer.Seconds)];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {Requests} jobs at once ({photo.Length >> 10} KB each), queue of {Queue}, {Environment.ProcessorCount} cores shared with the clients").AppendLine();
        text.AppendLine("| what | value |").AppendLine("|---|---|");
        foreach (IGrouping<HttpStatusCode, (HttpStatusCode, double)> group in answers.GroupBy(answer => answer.Status))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| answers {(int)group.Key} | {group.Count()} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"| all answered after | {all:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| 429: median, p99 since the burst began | {Share(refused, 0.5):0.00} s, {Share(refused, 0.99):0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| status call meanwhile ({waits.Count}): median, p99 | {Share(waits, 0.5) * 1000:0.0} ms, {Share(waits, 0.99) * 1000:0.0} ms |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| memory of the server before, at most | {before >> 20} MB, {peak >> 20} MB |");
        await File.WriteAllTextAsync(Path.Combine(options.Output, "burst.md"), text.ToString()).ConfigureAwait(false);
        Console.WriteLine(text);
    }

    // A server that has been up for a while has compiled what it does; a small burst brings it there, and its jobs are waited for.
    private static async Task WarmUpAsync(HttpClient client, Uri address, string job, byte[] photo)
    {
        BurstClient sender = BurstClient.Of(address, Job, photo);
        for (int round = 0; round < WarmRounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, WarmRequests).Select(_ => sender.SendAsync(Stopwatch.GetTimestamp()))).ConfigureAwait(false);
            for (int i = 0; i < WarmRequests; i++)
            {
                await client.GetStringAsync($"/v1/jobs/{job}").ConfigureAwait(false);
            }
        }

        while ((int)JsonNode.Parse(await client.GetStringAsync("/health").ConfigureAwait(false))!["waiting"]! > 0)
        {
            await Task.Delay(100).ConfigureAwait(false);
        }
    }

    // Waves with grain: something to search in, and a JPEG of a usual length.
    private static byte[] Draw()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            (int x, int y) = (i / 3 % Size.Width, i / 3 / Size.Width);
            image.Samples8[i] = (byte)(128 + (80 * Math.Sin((x + (i % 3 * 40)) / 37.0) * Math.Cos(y / 29.0)) + (i * 2654435761L % 17));
        }

        return ImageFile.Encode(image, FileFormat.Jpeg);
    }

    private static async Task<string> AcceptAsync(HttpClient client, byte[] photo)
    {
        using HttpResponseMessage response = await PostAsync(client, photo).ConfigureAwait(false);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false))!["id"]!;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] photo)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Job), "job" }, { new ByteArrayContent(photo), "image", "a.jpg" } };
        return await client.PostAsync("/v1/jobs", form).ConfigureAwait(false);
    }

    // On a thread and a connection of its own: what is measured is the server's time, not this program's.
    private static List<double> Ask(Uri address, string job, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        var waits = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{job}");
            using HttpResponseMessage response = client.Send(request, CancellationToken.None);
            using Stream body = response.Content.ReadAsStream(CancellationToken.None);
            body.CopyTo(Stream.Null);
            waits.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            Thread.Sleep(2);
        }

        return waits;
    }

    private static double Share(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }

    private static (long Now, long Peak) Memory(Process server)
    {
        server.Refresh();
        return (server.WorkingSet64, server.PeakWorkingSet64);
    }
}
