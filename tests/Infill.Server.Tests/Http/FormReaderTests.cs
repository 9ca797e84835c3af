using System.Text;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Tests.Http;

public sealed class FormReaderTests
{
    [Fact]
    public async Task ReadAsync_TextsAndFiles_AreToldApartByTheirNames()
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();
        var reader = new FormReader(intake, "image");

        await reader.ReadAsync(Context(
            Part("prompt", "ä meadow"u8), Part("image[]", TestServer.Photo(5, 4)), Part("image[]", TestServer.Photo(6, 4)), Part("other", "x"u8), Part("other", "y"u8)));

        Assert.Equal(("ä meadow", "y"), (reader.Texts["prompt"], reader.Texts["other"]));
        Assert.Equal([5, 6], reader.Files.Select(file => file.Header.Size.Width));
        Assert.Equal(reader.Files[0].Hold, reader.File("image"));
        Assert.Null(reader.File("mask"));
    }

    [Fact]
    public async Task Dispose_WithoutKeep_RemovesTheFilesAgain()
    {
        await using var store = new Service();
        using (Intake intake = store.Parts.Intake())
        {
            await new FormReader(intake, "image").ReadAsync(Context(Part("image", TestServer.Photo(5, 4))));
            Assert.Single(store.Parts.Blobs.List());
        }

        Assert.Empty(store.Parts.Blobs.List());
    }

    [Fact]
    public async Task ReadAsync_FileThatIsNoPicture_IsRefusedAndNotKept()
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();

        await Assert.ThrowsAsync<ImageFileException>(() => new FormReader(intake, "image").ReadAsync(Context(Part("image", "GIF, but no picture"u8))));

        Assert.Empty(store.Parts.Blobs.List());
    }

    [Fact]
    public async Task ReadAsync_TooMuchText_IsALimit()
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();

        ProblemException tooLong = await Assert.ThrowsAsync<ProblemException>(() => new FormReader(intake).ReadAsync(Context(Part("prompt", new byte[70_000]))));
        ProblemException tooMany = await Assert.ThrowsAsync<ProblemException>(() => new FormReader(intake).ReadAsync(Context([.. Enumerable.Range(0, 65).Select(i => Part($"p{i}", "x"u8))])));

        Assert.Equal((413, 413), (tooLong.Explanation.Status, tooMany.Explanation.Status));
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf")]
    [InlineData("--b\r\nno header at all")]
    [InlineData("--c\r\n\r\n--c--")]
    [InlineData("")]
    public async Task ReadAsync_DamagedForm_IsMalformed(string body)
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();

        ProblemException refusal = await Assert.ThrowsAsync<ProblemException>(() => new FormReader(intake).ReadAsync(Raw(Encoding.ASCII.GetBytes(body))));

        Assert.Equal(400, refusal.Explanation.Status);
    }

    // In front of the first part, in its head, in a later head and behind the last: nowhere is what has no end read to its end.
    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nX: ")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b\r\nX: ")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n")]
    public async Task ReadAsync_BetweenPartsWithoutAnEnd_IsRefusedSoon(string start)
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();
        DefaultHttpContext context = Raw([.. Encoding.ASCII.GetBytes(start), .. Encoding.ASCII.GetBytes(new string('!', 5_000_000))]);

        ProblemException refusal = await Assert.ThrowsAsync<ProblemException>(() => new FormReader(intake).ReadAsync(context));

        Assert.Equal(400, refusal.Explanation.Status);
        Assert.InRange(context.Request.Body.Position, start.Length, 100_000);
    }

    // The bound is of what stands between: a part may be longer.
    [Fact]
    public async Task ReadAsync_LongPartsInARow_AreRead()
    {
        await using var store = new Service();
        using Intake intake = store.Parts.Intake();
        var reader = new FormReader(intake, "image");

        await reader.ReadAsync(Context(Part("a", new byte[60_000]), Part("image", TestServer.Photo(300, 200)), Part("b", new byte[60_000])));

        Assert.Equal((60_000, 60_000, 300), (reader.Texts["a"].Length, reader.Texts["b"].Length, reader.Files[0].Header.Size.Width));
    }

    private static byte[] Part(string name, ReadOnlySpan<byte> content) =>
        [.. Encoding.ASCII.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"../../{name}\"\r\n\r\n"), .. content, .. "\r\n"u8];

    private static DefaultHttpContext Context(params byte[][] parts) => Raw([.. parts.SelectMany(part => part), .. "--b--\r\n"u8]);

    private static DefaultHttpContext Raw(byte[] body)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "multipart/form-data; boundary=b";
        context.Request.Body = new MemoryStream(body);
        return context;
    }
}
