using Microsoft.AspNetCore.Builder;
using Scalar.AspNetCore;

namespace Infill.Server.Http;

/// <summary>The page under /docs that shows the OpenAPI document for people. Its script comes from this server; nothing is fetched from, or told to, anyone else.</summary>
internal static class ApiPage
{
    /// <summary>Path of the page.</summary>
    public const string Path = "/docs";

    /// <summary>What the page may do: run its own script and styles, and ask this server.</summary>
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    /// <summary>Maps it; without a key, as it shows only what /openapi.json does.</summary>
    public static void Map(WebApplication application)
    {
        application.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        }));
        application.MapScalarApiReference(Path, options =>
        {
            options.Title = "Infill";
            options.OpenApiRoutePattern = "/openapi.json";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.DisableAgent();
            options.DisableMcp();
        });
    }
}
