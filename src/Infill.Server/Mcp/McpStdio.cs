using ModelContextProtocol.Server;

namespace Infill.Server.Mcp;

/// <summary>The tools over a pair of streams: one client, which is the machine's own user.</summary>
internal static class McpStdio
{
    /// <summary>Serves until the client closes its side.</summary>
    /// <param name="tools">The tools.</param>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What it reads; nothing else may be written there.</param>
    /// <param name="cancellationToken">Ends the serving.</param>
    public static async Task RunAsync(ToolTable tools, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var transport = new StreamServerTransport(input, output, "infill");
        await using (transport.ConfigureAwait(false))
        {
            McpServer server = McpServer.Create(transport, tools.ToOptions(() => Security.Caller.Local.Owner));
            await using (server.ConfigureAwait(false))
            {
                await server.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
