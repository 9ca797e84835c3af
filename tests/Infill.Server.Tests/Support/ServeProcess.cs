using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Support;

/// <summary><c>infill serve</c> as a process of its own.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    public int Id => _process.Id;

    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>Starts the program and waits until it says where it listens.</summary>
    public static Task<ServeProcess> StartAsync(CliFolder folder, params string[] more) => StartAsync(folder, [], more);

    /// <summary>The same under changed environment variables.</summary>
    public static Task<ServeProcess> StartUnderAsync(CliFolder folder, params (string Name, string Value)[] environment) => StartAsync(folder, environment, []);

    private static async Task<ServeProcess> StartAsync(CliFolder folder, (string Name, string Value)[] environment, string[] more)
    {
        Process process = folder.Start(environment, ["serve", "--port", "0", "--data", folder["data"], .. more]);
        string? line = await process.StandardOutput.ReadLineAsync(TestServer.Token);
        return line is not null
            ? new ServeProcess(process, new Uri(line.Split(' ')[^1]))
            : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestServer.Token));
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends it in order; its exit code.</summary>
    public int Stop()
    {
        Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();
        return CliFolder.Finish(_process).Code;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
