using System.Net;
using System.Net.Sockets;
using Infill.Onnx.Store.Hub;
using Infill.Server.Running;

namespace Infill.Server.Fetching;

/// <summary>Fetches pictures from hosts that the user named, and from nowhere else: the address is checked where it is connected to, for every redirection anew.</summary>
internal sealed class UrlFetcher : IDisposable
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly FetchOptions _options;
    private readonly HttpClient _http;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="options">Where it may go.</param>
    public UrlFetcher(FetchOptions options)
    {
        _options = options;
        var guard = new AddressGuard(_ => false, options.MayConnect, (host, _) => Refuse($"the host '{Shorten(host)}' has no public address, so it is not connected to"))
        {
            Resolve = options.Resolve,
        };
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = guard.ConnectAsync,
            ConnectTimeout = ConnectPatience,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>True for texts that are addresses and no data.</summary>
    public static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal) && !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches, and hands the content on while it comes.</summary>
    /// <param name="url">What the client wrote.</param>
    /// <param name="mostBytes">Refused at once if the other side says that there are more; whoever reads counts, too.</param>
    /// <param name="use">Takes the content.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <exception cref="ProblemException">It may not be fetched, or cannot be.</exception>
    public async Task<T> FetchAsync<T>(string url, long mostBytes, Func<Stream, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Patience);
        try
        {
            using HttpResponseMessage answer = await AskAsync(Parse(url, from: null), patience.Token).ConfigureAwait(false);
            if (answer.Content.Headers.ContentLength > mostBytes)
            {
                throw Refuse($"it has {answer.Content.Headers.ContentLength} bytes, the limit is {mostBytes}");
            }

            Stream content = await answer.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                return await use(content, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refuse($"it took longer than {_options.Patience.TotalSeconds:0} s");
        }
        catch (Exception reason) when (reason is HttpRequestException or SocketException)
        {
            throw reason.InnerException as ProblemException ?? Refuse("the host does not answer as it should");
        }
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            (int status, Uri? location) = ((int)answer.StatusCode, answer.Headers.Location);
            answer.Dispose();
            if (status is < 300 or > 399 || location is null)
            {
                throw Refuse($"the host answers {status}");
            }

            address = redirects < MostRedirects ? Parse(location.OriginalString, from: address) : throw Refuse($"it is redirected more than {MostRedirects} times");
        }
    }

    private Uri Parse(string text, Uri? from)
    {
        bool isUrl = from is null ? Uri.TryCreate(text, UriKind.Absolute, out Uri? address) : Uri.TryCreate(from, text, out address);
        if (!isUrl || address is not { Scheme: "http" or "https" } || address.UserInfo.Length > 0 || (from?.Scheme == "https" && address.Scheme == "http"))
        {
            throw Refuse("only http and https are fetched, without a user in the address, and never from https back to http");
        }

        return !_options.Hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase)
            ? throw Refuse($"the host '{Shorten(address.IdnHost)}' is not one that this server may fetch from; it is started with --allow-fetch HOST for each of those")
            : _options.Ports.Contains(address.Port) ? address : throw Refuse($"the port {address.Port} is not one of {string.Join(" and ", _options.Ports)}");
    }

    private static ProblemException Refuse(string reason) =>
        new(new Explanation(422, "fetch", "The picture is not fetched", $"The picture's URL is not fetched: {reason}. Send the file itself in base64."));

    private static string Shorten(string text) => new([.. text.Where(c => c is > ' ' and < (char)127 and not '\'').Take(80)]);
}
