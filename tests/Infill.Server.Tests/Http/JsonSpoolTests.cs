using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Infill.Server.Http;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Http;

/// <summary>Pictures in JSON go into files on their way, and nothing else about the JSON changes.</summary>
public sealed class JsonSpoolTests : IDisposable
{
    private const int MostBytes = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly SpoolShelf _shelf;

    public JsonSpoolTests() => _shelf = new SpoolShelf(_folder.Path);

    // Any cuts between reads, any spelling of the slash, any other members: the file comes out, and the JSON without it is the same.
    [Fact]
    public void Append_LongBase64InAnyPieces_BecomesAFileAndTheRestStays() =>
        Gen.Select(Gen.Int[50_000, 90_000], Gen.Int[0, 3], Gen.Int[1, 70_000], Gen.Bool).Sample(
            (length, spelling, piece, isUrl) =>
            {
                byte[] file = new byte[length];
                new Random(length).NextBytes(file);
                string digits = Convert.ToBase64String(file);
                string spelled = spelling switch
                {
                    0 => digits,
                    1 => digits.Replace("/", "\\/", StringComparison.Ordinal),
                    2 => digits.Replace("+", "\\u002B", StringComparison.Ordinal),
                    _ => string.Join("\\n", digits.Chunk(76).Select(line => new string(line))),
                };
                string prefix = isUrl ? "data:image/png;base64," : "";
                byte[] json = Encoding.UTF8.GetBytes($$$"""{"a \"quoted\" key": [1, "ö\\", {"base64": "{{{prefix}}}{{{spelled}}}"}], "prompt": "a \"b\" c", "last": null}""");
                using var spool = new JsonSpool(_shelf, MostBytes);
                foreach (byte[] part in json.Chunk(piece))
                {
                    spool.Append(part);
                }

                JsonNode rest = JsonNode.Parse(spool.ToJson())!;
                string text = (string)rest["a \"quoted\" key"]![2]!["base64"]!;

                Assert.StartsWith(prefix, text, StringComparison.Ordinal);
                if (spelled.Length + prefix.Length >= JsonSpool.LongBytes)
                {
                    Assert.InRange(spool.ToJson().Length, 50, 300);
                    Assert.Equal(file, Read(_shelf.Find(Convert.FromBase64String(text[prefix.Length..]))!));
                }
                else
                {
                    Assert.Equal(file, Convert.FromBase64String(text[prefix.Length..]));
                }

                Assert.Equal(("ö\\", "a \"b\" c"), ((string)rest["a \"quoted\" key"]![1]!, (string)rest["prompt"]!));
            },
            iter: 60);

    [Fact]
    public void Dispose_Files_AreGone()
    {
        var spool = new JsonSpool(_shelf, MostBytes);
        spool.Append(Encoding.ASCII.GetBytes($"[\"{new string('A', 100_000)}\", \"{new string('B', 100_000)}"));
        byte[] token = Convert.FromBase64String((string)JsonNode.Parse(Encoding.ASCII.GetString(spool.ToJson()) + "\"]")![0]!);
        Assert.NotNull(_shelf.Find(token));

        spool.Dispose();

        Assert.Null(_shelf.Find(token));
        Assert.Equal(0, _shelf.Count);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData("base64", 'A', 1_500_000, 413)]
    [InlineData("base64", '!', 100_000, 422)]
    [InlineData("base64", 'A', 100_001, 422)]
    [InlineData("prompt", 'A', 100_000, 413)]
    public void Append_TextThatCannotBe_IsRefusedOnTheWay(string member, char digit, int count, int status)
    {
        using var spool = new JsonSpool(_shelf, MostBytes);

        ProblemException refusal = Assert.Throws<ProblemException>(() => spool.Append(Encoding.ASCII.GetBytes($$"""{"{{member}}": "{{new string(digit, count)}}"}""")));

        Assert.Equal(status, refusal.Explanation.Status);
    }

    [Fact]
    public void Append_MuchJsonWithoutFiles_IsRefused()
    {
        using var spool = new JsonSpool(_shelf, MostBytes);

        Assert.Equal(413, Assert.Throws<ProblemException>(() => spool.Append(Encoding.ASCII.GetBytes("[" + new string(' ', JsonSpool.MostJsonBytes) + "]"))).Explanation.Status);
    }

    // The same large picture through every dialect that takes JSON.
    [Fact]
    public async Task Post_LargePictureInJson_GivesTheSamePixelsInEveryDialect()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo(300, 200), mask = EditMask.Png(300, 200, new Infill.Imaging.PixelRect(50, 50, 20, 20));
        string picture = Convert.ToBase64String(photo), hole = Convert.ToBase64String(mask);
        Assert.True(picture.Length > JsonSpool.LongBytes);

        using HttpResponseMessage native = await server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "engine": "smooth", "image": {"base64": "{{{picture}}}"}, "mask": {"base64": "{{{hole}}}", "polarity": "transparent"}}""");
        using HttpResponseMessage openAi = await server.PostJsonAsync("/v1/images/edits", $$$"""{"model": "smooth", "images": [{"image_url": "data:image/png;base64,{{{picture}}}"}], "mask": {"image_url": "data:image/png;base64,{{{hole}}}"}, "prompt": "x"}""");
        JsonNode job = await TestServer.ReadAsync(native), edit = await TestServer.ReadAsync(openAi);

        Assert.True((HttpStatusCode.Accepted, HttpStatusCode.OK) == (native.StatusCode, openAi.StatusCode), $"{job}\n{edit}");
        Assert.Equal((string)job["outputs"]![0]!["pixel_sha256"]!, (string)edit["infill"]!["pixel_sha256"]![0]!);

        // The last of them goes after its answer.
        for (int i = 0; i < 200 && Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")).Any(); i++)
        {
            await Task.Delay(20, TestServer.Token);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
