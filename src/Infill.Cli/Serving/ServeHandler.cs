using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Server;
using Infill.Server.Telemetry;

namespace Infill.Cli.Serving;

/// <summary>Runs the server until a signal ends it.</summary>
internal static class ServeHandler
{
    private const int LeastThreads = 32;

    /// <summary>Starts, says where it listens, and waits.</summary>
    /// <param name="options">Where to listen and work.</param>
    /// <param name="engines">The engines that it shall have.</param>
    /// <param name="log">Told of what goes wrong, and of every job if it is asked to be.</param>
    /// <param name="voice">Stdout gets the address.</param>
    /// <param name="cancellationToken">Ends the server: running jobs are given back and run again after the next start.</param>
    /// <exception cref="CliException">It cannot be started as asked for.</exception>
    public static ExitCode Run(ServerOptions options, JobArguments engines, ServerLog log, Voice voice, CancellationToken cancellationToken)
    {
        // Commits and looks at the store wait for the disk; with as few threads as cores, whoever only asks would wait with them.
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, LeastThreads), ports);
        using var shelf = new EngineShelf();
        try
        {
            RunAsync(options, shelf.For(engines), log, voice, cancellationToken).GetAwaiter().GetResult();
            return ExitCode.Done;
        }
        catch (ServerException reason)
        {
            throw new CliException(ExitCode.Failed, reason.Message, "infill serve --help");
        }
    }

    private static async Task RunAsync(ServerOptions options, EngineCatalog engines, ServerLog log, Voice voice, CancellationToken cancellationToken)
    {
        InfillServer server = InfillServer.Create(options, engines, new ServiceSurroundings(TimeProvider.System, log.Fault, Events: log));
        await using (server.ConfigureAwait(false))
        {
            (int again, int setAside) = await server.StartAsync(cancellationToken).ConfigureAwait(false);
            if (again + setAside > 0)
            {
                log.Fault($"After the last stop {again} interrupted jobs run again, and {setAside} are set aside because the server went down under them.");
            }

            await voice.Output.WriteLineAsync($"Infill listens on {server.Address}").ConfigureAwait(false);
            await voice.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
