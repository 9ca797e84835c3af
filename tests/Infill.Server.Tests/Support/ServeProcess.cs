using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Support;

/// <summary><c>infill serve</c> as a process of its own.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>Starts the program and waits until it says where it listens.</summary>
    public static async Task<ServeProcess> StartAsync(CliFolder folder, params string[] more)
    {
        Process process = folder.Start([], ["serve", "--port", "0", "--data", folder["data"], .. more]);
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
