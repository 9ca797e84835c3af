using System.Text.Json;
using Infill.Server.Http;
using Infill.Server.Running;
using Infill.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infill.Server.Mcp;

/// <summary>The tools under /mcp, over streamable HTTP without sessions: every request stands for itself.</summary>
internal static class McpEndpoint
{
    /// <summary>Path of the endpoint.</summary>
    public const string Path = "/mcp";

    /// <summary>Adds what the endpoint needs.</summary>
    /// <param name="services">Services of the web server.</param>
    /// <param name="configure">Sets the protocol server up; gets who calls.</param>
    public static void AddTo(IServiceCollection services, Action<ModelContextProtocol.Server.McpServerOptions, Func<string>> configure)
    {
        services.AddLogging();
        services.AddHttpContextAccessor();
        services.AddMcpServer().WithHttpTransport(transport => transport.Stateless = true);
        services.AddOptions<ModelContextProtocol.Server.McpServerOptions>().Configure<IHttpContextAccessor>(
            (options, accessor) => configure(options, () => accessor.HttpContext!.Caller().Owner));
    }

    /// <summary>Maps it; every request is authenticated as those of other routes, and pictures in it do not stay in memory.</summary>
    public static void Map(WebApplication application, RequestPipeline pipeline, Func<HttpContext, RequestDelegate, Task> spooled)
    {
        application.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.Use((context, next) =>
        {
            pipeline.Authenticate(context, KeyScope.Tools);
            return spooled(context, _ => ExplainedAsync(context, next));
        }));
        application.MapMcp(Path);
    }

    // The protocol's library leaves it to its host to say that a message does not have the form of its kind.
    private static async Task ExplainedAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw ProblemException.Malformed("The message is no request of the Model Context Protocol: members are missing or of another kind.");
        }
    }
}
