using System.Text.Json;
using Infill.Server.Http;
using Infill.Server.Mcp;
using Infill.Server.Security;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>The server's own endpoint, pipeline and host gate, with the tools that the conformance suite asks for in place of the product's.</summary>
internal sealed class FixtureServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _application;

    private FixtureServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        McpEndpoint.AddTo(builder.Services, Configure);
        _application = builder.Build();
        TimeProvider time = TimeProvider.System;
        var pipeline = new RequestPipeline(
            new HostGate([], []), new KeyRing(new KeyFile(_folder.Path, time), time), new RateGate(6000, time), new RateGate(RequestPipeline.StrangersPerMinute, time), _ => { });
        _application.Use((context, next) => pipeline.InvokeAsync(context, _ => next(context)));
        _application.UseRouting();
        McpEndpoint.Map(_application, pipeline, (context, next) => next(context));
    }

    public Uri Address => new(new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), McpEndpoint.Path);

    public static async Task<FixtureServer> StartAsync()
    {
        var server = new FixtureServer();
        await server._application.StartAsync(TestServer.Token);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Dispose();
    }

    private static void Configure(McpServerOptions options, Func<string> ownerOf)
    {
        options.ServerInfo = new Implementation { Name = "infill-fixture", Version = "1" };
        JsonElement anything = JsonSerializer.SerializeToElement(new { type = "object" });
        Tool[] tools = [.. FixtureTools.All.Keys.Concat(FixtureRounds.All.Keys).Select(name => new Tool { Name = name, Description = $"For the conformance suite: {name}.", InputSchema = anything })];
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = tools });
        options.Handlers.CallToolHandler = async (request, cancellation) => FixtureTools.All.TryGetValue(request.Params!.Name, out Func<RequestContext<CallToolRequestParams>, CancellationToken, Task<CallToolResult>>? tool)
            ? await tool(request, cancellation)
            : FixtureRounds.All.TryGetValue(request.Params.Name, out Func<RequestContext<CallToolRequestParams>, CallToolResult>? rounds)
            ? rounds(request)
            : throw new ModelContextProtocol.McpProtocolException("There is no tool of that name.", ModelContextProtocol.McpErrorCode.InvalidParams);
        options.Handlers.ListPromptsHandler = (_, _) => ValueTask.FromResult(FixturePrompts.List);
        options.Handlers.GetPromptHandler = (request, _) => ValueTask.FromResult(FixturePrompts.Get(request.Params!));
        options.Handlers.CompleteHandler = (_, _) => ValueTask.FromResult(new CompleteResult { Completion = new Completion { Values = ["paris", "park"], Total = 2, HasMore = false } });
        options.Handlers.ListResourcesHandler = (_, _) => ValueTask.FromResult(FixtureResources.List);
        options.Handlers.ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(FixtureResources.Templates);
        options.Handlers.ReadResourceHandler = (request, _) => ValueTask.FromResult(FixtureResources.Read(request.Params!.Uri));
    }
}
