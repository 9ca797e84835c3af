using System.Text;
using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Infill.Server.Http;

/// <summary>Reads a multipart form: texts into memory, files straight into the store.</summary>
/// <param name="intake">Where files go.</param>
/// <param name="fileNames">Parts that are files; without square brackets at their end.</param>
internal sealed class FormReader(Intake intake, params string[] fileNames)
{
    private const int MostParts = 64;
    private const int MostTextBytes = 64 << 10;
    private const int MostHeaders = 16;
    private const int MostHeaderBytes = 8 << 10;
    private const int MostBoundary = 128;

    /// <summary>What may be read from the end of a part to the beginning of the next: a head and, before the first one, a preamble, each with a buffer.</summary>
    private const int MostBetweenBytes = 48 << 10;

    /// <summary>Names of texts and files that came more than once, in the order in which they came again.</summary>
    public List<string> Repeated { get; } = [];

    /// <summary>Texts by their part's name; of several the last.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Files with their part's name, in the order in which they came.</summary>
    public List<(string Name, BlobHold Hold, ImageHeader Header)> Files { get; } = [];

    /// <summary>The file of a part, or null; of several the first.</summary>
    public BlobHold? File(string name) => Files.Find(file => file.Name == name).Hold;

    /// <summary>Reads the whole form.</summary>
    /// <exception cref="ProblemException">Not a form, too many parts, or a part that is not expected.</exception>
    public async Task ReadAsync(HttpContext context)
    {
        CancellationToken cancellation = context.RequestAborted;
        try
        {
            using var body = new BoundedBody(context.Request.Body);
            var reader = new MultipartReader(Boundary(context), body) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = MostHeaderBytes };
            for (int parts = 1; await NextAsync(reader, body, cancellation).ConfigureAwait(false) is MultipartSection section; parts++)
            {
                if (parts > MostParts)
                {
                    throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"The form has more than {MostParts} parts."));
                }

                await ReadPartAsync(section, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception reason) when (IsOfTheBody(reason))
        {
            throw ProblemException.Malformed("The form is damaged or was cut off.");
        }
    }

    // Every part is read to its end before.
    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, BoundedBody body, CancellationToken cancellation)
    {
        body.Left = MostBetweenBytes;
        MultipartSection? section = await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false);
        body.Left = null;
        return section;
    }

    private async Task ReadPartAsync(MultipartSection section, CancellationToken cancellation)
    {
        string name = NameOf(section);
        if (Texts.ContainsKey(name) || Files.Exists(file => file.Name == name))
        {
            Repeated.Add(name);
        }

        if (fileNames.Contains(name))
        {
            (BlobHold hold, ImageHeader header) = await intake.TakeAsync(section.Body, cancellation).ConfigureAwait(false);
            Files.Add((name, hold, header));
            return;
        }

        Texts[name] = await ReadTextAsync(name, section.Body, cancellation).ConfigureAwait(false);
    }

    private static string NameOf(MultipartSection section)
    {
        string name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            : "";
        return name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
    }

    private static async Task<string> ReadTextAsync(string name, Stream body, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[4096];
        for (int count; (count = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (text.Length + count > MostTextBytes)
            {
                throw new ProblemException(new Explanation(
                    413, "limit", "A limit refuses the request", $"The form's text '{(name.All(char.IsAsciiLetterOrDigit) ? name : "?")}' has more than {MostTextBytes} bytes."));
            }

            text.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    // What the disk says, too, is an IOException; that one has its number.
    private static bool IsOfTheBody(Exception reason) =>
        reason is InvalidDataException || (reason is IOException and not BadHttpRequestException && reason.HResult == new IOException().HResult);

    private static string Boundary(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? media)
        && media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(media.Boundary).ToString() is { Length: > 0 and <= MostBoundary } boundary
            ? boundary
            : throw ProblemException.Malformed("Content-Type must be multipart/form-data with a boundary.");
}
