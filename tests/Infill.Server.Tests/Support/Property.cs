using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Server.Security;

namespace Infill.Server.Tests.Support;

/// <summary>What one key made on a server: of each kind one, and the texts by which anyone would recognise it.</summary>
internal sealed class Property
{
    private Property()
    {
    }

    public required string Key { get; init; }

    public required string Image { get; init; }

    public required string Mask { get; init; }

    public required string Job { get; init; }

    public required string Result { get; init; }

    public required string PixelHash { get; init; }

    public string[] Ids => [Image, Mask, Job, Result];

    /// <summary>Texts that nobody else may see: ids, hashes, the prompt, and the first bytes of the picture in base64.</summary>
    public required string[] Secrets { get; init; }

    /// <summary>Makes a key and one of each.</summary>
    public static async Task<Property> MakeAsync(TestServer server, string name, int seed)
    {
        string key = new KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add(name, readOnly: false);
        As(server, key);
        byte[] photo = TestServer.Photo(seed: seed);
        string image = await server.SendImageAsync(photo);
        using HttpResponseMessage drawn = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:2,3,{{{10 + seed}}},5"}}""");
        string mask = (string)(await TestServer.ReadAsync(drawn))["id"]!;
        using HttpResponseMessage accepted = await server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{image}}}"}, "mask": {"id": "{{{mask}}}"}, "seed": {{{seed}}}}""");
        JsonNode job = await TestServer.ReadAsync(accepted);
        Assert.Equal("succeeded", (string?)job["state"]);
        JsonNode output = job["outputs"]![0]!;
        string result = (string)output["sha256"]!, pixels = (string)output["pixel_sha256"]!, id = (string)job["id"]!;
        byte[] file = await server.Client.GetByteArrayAsync((string)output["url"]!, TestServer.Token);
        return new Property
        {
            Key = key,
            Image = image,
            Mask = mask,
            Job = id,
            Result = result,
            PixelHash = pixels,
            Secrets = [image, mask, id, result, pixels, Imaging.Sha256.Hash(photo), Convert.ToBase64String(photo.AsSpan(60, 45)), Convert.ToBase64String(file.AsSpan(60, 45)), Encoding.Latin1.GetString(photo, 60, 45), Encoding.Latin1.GetString(file, 60, 45)],
        };
    }

    public static void As(TestServer server, string key) => server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
}
