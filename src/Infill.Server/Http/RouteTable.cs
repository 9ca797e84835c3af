using Infill.Server.Api;
using Infill.Server.Automatic;
using Infill.Server.OpenAi;

namespace Infill.Server.Http;

/// <summary>All routes of a server.</summary>
internal static class RouteTable
{
    /// <summary>Every dialect's routes, in the order of the OpenAPI document.</summary>
    public static IReadOnlyList<Route> All(ServerParts parts)
    {
        List<Route> routes = [.. new JobRoutes(parts).All(), .. new PictureRoutes(parts).All(), .. new MaskRoutes(parts).All(), .. new TileRoutes(parts).All(), .. new OpenAiRoutes(parts).All(), .. new AutomaticRoutes(parts).All(), .. new MetricRoutes(parts).All()];
        routes.AddRange(new ServerRoutes(parts, new Lazy<byte[]>(() => new OpenApiDocument(routes, parts.Options.Version).Write())).All());
        return routes;
    }
}
