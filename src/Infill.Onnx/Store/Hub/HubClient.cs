using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Hub;

/// <summary>Asks a hub that speaks the Hugging Face protocol for lists and contents. Every answer is hostile until checked.</summary>
internal sealed class HubClient : IDisposable
{
    private const int MostRedirects = 3;
    private const int MostListingBytes = 16 << 20;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(20);

    private readonly HubOptions _options;
    private readonly HttpClient _http;

    /// <summary>A client of one hub.</summary>
    /// <exception cref="ModelException">The system cannot speak https.</exception>
    public HubClient(HubOptions options)
    {
        options.RequireTransport();
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = options.ToGuard().ConnectAsync,
            ConnectTimeout = ConnectPatience,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("infill", typeof(HubClient).Assembly.GetName().Version!.ToString(3)));
    }

    /// <summary>Of the hub that is asked.</summary>
    public HubOptions Options => _options;

    /// <summary>The files of a revision.</summary>
    /// <exception cref="ModelException">The hub refuses, fails, or answers nonsense.</exception>
    public async Task<HubListing> ListAsync(ModelId id, CancellationToken cancellationToken)
    {
        string revision = id.Revision ?? ModelId.DefaultRevision;
        var retry = new HubRetry(_options);
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await SendAsync(HubAddress.Listing(_options.Endpoint, id.Name, revision), 0, cancellationToken).ConfigureAwait(false);
                await HubRefusal.ThrowIfFailedAsync(answer, _options, id, cancellationToken).ConfigureAwait(false);
                byte[] json = await ReadListingAsync(answer, cancellationToken).ConfigureAwait(false);
                JsonElement root = JsonFile.Parse(json, $"The list of {id.Name} from {_options.Endpoint.Host}");
                return HubListing.Read(root, $"{_options.Endpoint.Host}: {id.Name}");
            }
            catch (Exception e) when (HubRetry.MayRepeat(e, cancellationToken))
            {
                await retry.WaitAsync(e, $"the list of {id.Name}", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks for a file's content from a byte on, following redirections.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="offset">First byte that is wanted; 0 for the whole.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer whatever its status; its body is not read yet.</returns>
    /// <exception cref="ModelException">It redirects too often, or to where nobody may follow.</exception>
    /// <exception cref="HttpRequestException">There is no connection.</exception>
    public async Task<HttpResponseMessage> SendAsync(Uri address, long offset, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = Ask(address, offset);
            using CancellationTokenSource patience = Watch(cancellationToken);
            HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return answer;
            }

            Uri? location = answer.Headers.Location;
            answer.Dispose();
            address = HubAddress.Follow(_options.Endpoint, address, location)
                ?? throw new ModelException($"{address.Host} redirects to {Shown.Quote(location?.ToString() ?? "nowhere")}, which is not followed: only http(s) at its usual port is.");
            if (redirects == MostRedirects)
            {
                throw new ModelException($"{_options.Endpoint.Host} redirects more than {MostRedirects} times; HF_ENDPOINT may name the wrong host.");
            }
        }
    }

    /// <summary>Reads a piece of an answer, if it comes in time.</summary>
    /// <exception cref="IOException">Silence for longer than the options' patience, or a broken connection.</exception>
    public async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = Watch(cancellationToken);
        return await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Ask(Uri address, long offset)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        if (_options.Token is string token && HubAddress.IsOf(_options.Endpoint, address))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private async Task<byte[]> ReadListingAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var json = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = await ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            json.Write(buffer, 0, count);
            if (json.Length > MostListingBytes)
            {
                throw new ModelException($"{_options.Endpoint.Host} sends a list of more than {MostListingBytes:N0} bytes, the most that is read.") { Fault = ModelFault.Limit };
            }
        }

        return json.ToArray();
    }

    private CancellationTokenSource Watch(CancellationToken cancellationToken)
    {
        var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        watch.CancelAfter(_options.Patience);
        return watch;
    }
}
