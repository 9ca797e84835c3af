using System.Collections.Concurrent;
using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Support;

/// <summary><c>infill serve</c> as a process of its own.</summary>
internal sealed class ServeProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private ServeProcess(Process process, Uri address)
    {
        (_process, Client) = (process, new HttpClient { BaseAddress = address });
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
    }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>What it said on stderr, and its exit code if it is gone: for whoever wants to know why it went.</summary>
    public string Story => $"{(_process.HasExited ? $"exit code {_process.ExitCode}" : "alive")}\n{string.Join('\n', _errors)}";

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
        Assert.True(_process.WaitForExit(Patience), "The server does not end.");
        return _process.ExitCode;
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
