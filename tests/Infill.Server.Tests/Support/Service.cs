using Infill.Engines;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Support;

/// <summary>Jobs over a folder, without a way in and without workers.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JobService _service;

    public Service() => _service = JobService.Open(new ServerOptions { Folder = _folder.Path }, BuiltInEngines.CreateCatalog(), new ServiceSurroundings(TimeProvider.System, _ => { }));

    public ServerParts Parts => _service.Parts;

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
