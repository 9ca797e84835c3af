using System.Text.Json;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Mcp;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Support;

/// <summary>The tools over a service of their own, without a protocol between.</summary>
internal sealed class ToolScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JobService _service;

    public ToolScene()
    {
        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        Gate.Open();
        engines.Add(new WaitingEngine(Gate).Info, () => new WaitingEngine(Gate));
        _service = JobService.Open(new ServerOptions { Folder = _folder.File("data") }, engines, new ServiceSurroundings(TimeProvider.System, _ => { }, Proposer));
        _service.Start();
        Tools = new ToolTable(_service.Parts, new OpenFolders([]), _ => { }).Tools;
    }

    /// <summary>The engine "waiting" paints grey at once.</summary>
    public WaitingEngine.Gate Gate { get; } = new();

    public DiscProposer Proposer { get; } = new();

    public ServerParts Parts => _service.Parts;

    public List<double> Told { get; } = [];

    public IReadOnlyDictionary<string, ToolSpec> Tools { get; }

    public async Task<string> LoadAsync(Image image, FileFormat format = FileFormat.Png) =>
        (await CallAsync("load_image", new { base64 = ImageFile.Encode(image, format) })).Answer.Image!;

    public async Task<string> MaskAsync(string image, string expression) =>
        (await CallAsync("propose_mask", new { image, expression })).Answer.Mask!;

    public Task<ToolReply> CallAsync(string tool, object arguments) => Tools[tool].Handler(
        new ToolCall("alice", JsonSerializer.SerializeToElement(arguments), (share, _) =>
        {
            Told.Add(share);
            return Task.CompletedTask;
        }),
        TestServer.Token);

    /// <summary>Why a call is refused.</summary>
    public async Task<string> RefuseAsync(string tool, object arguments) => (await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(tool, arguments))).Message;

    /// <summary>The pixels of a handle as a mask.</summary>
    public Mask ReadMask(string handle)
    {
        using Stream stream = Parts.Blobs.Open(Parts.RequirePicture("alice", handle, isMask: true).Sha256);
        return ImageFile.LoadMask(ImageFile.ReadBytes(stream), MaskPolarity.WhiteFills);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
