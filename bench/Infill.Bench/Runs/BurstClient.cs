using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infill.Bench.Runs;

/// <summary>Clients of one request each over plain sockets. A thousand of them share the machine with the server that is measured, so they take as little of it as they can.</summary>
/// <param name="address">The server.</param>
/// <param name="request">Head and body, the same for all.</param>
internal sealed class BurstClient(Uri address, byte[] request)
{
    private const string Boundary = "burst-7f1d";
    private const int StatusAt = 9;
    private const int StatusEnd = 12;

    /// <summary>A client of a job in a form.</summary>
    /// <param name="address">The server.</param>
    /// <param name="job">The job as JSON.</param>
    /// <param name="photo">Its picture's file.</param>
    public static BurstClient Of(Uri address, string job, byte[] photo)
    {
        byte[] first = Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n{job}\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n");
        byte[] body = [.. first, .. photo, .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n")];
        byte[] head = Encoding.ASCII.GetBytes(
            $"POST /v1/jobs HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {body.Length}\r\n\r\n");
        return new BurstClient(address, [.. head, .. body]);
    }

    /// <summary>Sends all of the request and reads the status meanwhile.</summary>
    /// <param name="start">When the burst began.</param>
    /// <returns>The status, 0 if the server closed without one; and the seconds until it had come.</returns>
    public async Task<(HttpStatusCode Status, double Seconds)> SendAsync(long start)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port).ConfigureAwait(false);
        Task sending = SendAllAsync(socket);
        HttpStatusCode status = await ReadStatusAsync(socket).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await sending.ConfigureAwait(false);
        return (status, seconds);
    }

    private async Task SendAllAsync(Socket socket)
    {
        try
        {
            for (int sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent)).ConfigureAwait(false);
            }
        }
        catch (SocketException)
        {
            // Refused and closed before all of it was taken: the status says so.
        }
    }

    private static async Task<HttpStatusCode> ReadStatusAsync(Socket socket)
    {
        byte[] head = new byte[256];
        int count = 0;
        for (int more; count < StatusEnd && (more = await socket.ReceiveAsync(head.AsMemory(count)).ConfigureAwait(false)) > 0;)
        {
            count += more;
        }

        return count < StatusEnd ? 0 : (HttpStatusCode)int.Parse(Encoding.ASCII.GetString(head, StatusAt, StatusEnd - StatusAt), CultureInfo.InvariantCulture);
    }
}
