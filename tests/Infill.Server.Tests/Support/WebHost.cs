using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infill.Server.Tests.Support;

/// <summary>A host of the web on this machine that answers as a test says.</summary>
internal sealed class WebHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WebHost()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>From a path to status, headers and body.</summary>
    public Func<string, (int Status, string Headers, byte[] Body)> Answer { get; set; } = _ => (404, "", []);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            for (; ; )
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception reason) when (reason is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync() ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // Headers.
            }

            Requests.Enqueue(path);
            (int status, string headers, byte[] body) = Answer(path);
            string length = headers.Contains("Content-Length", StringComparison.Ordinal) ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} x\r\n{length}{headers}Connection: close\r\n\r\n"));
            await stream.WriteAsync(body);
        }
    }
}
