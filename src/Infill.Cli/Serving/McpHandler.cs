using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Server;
using Infill.Server.Decoding;
using Infill.Server.Mcp;
using JobArguments = Infill.Cli.Jobs.JobArguments;

namespace Infill.Cli.Serving;

/// <summary>Serves one agent until it closes stdin. Its jobs and pictures live in a folder of their own that goes with the process.</summary>
internal static class McpHandler
{
    /// <summary>One agent's pictures take little, and the temporary folder is often a small disk.</summary>
    private const long LeastFreeBytes = 32L << 20;

    /// <summary>Serves.</summary>
    /// <param name="roots">Folders that are open to the agent.</param>
    /// <param name="engines">The engines that it shall have.</param>
    /// <param name="voice">Stderr gets what goes wrong.</param>
    /// <param name="cancellationToken">Ends the serving.</param>
    /// <exception cref="CliException">A root is no folder.</exception>
    public static ExitCode Run(IReadOnlyList<string> roots, JobArguments engines, Voice voice, CancellationToken cancellationToken)
    {
        if (roots.FirstOrDefault(root => !Directory.Exists(root)) is string missing)
        {
            throw new CliException(ExitCode.WrongUse, $"There is no folder '{Shell.Shorten(missing)}' (--root).", "infill mcp --help");
        }

        using var shelf = new EngineShelf();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("infill-mcp-");
        try
        {
            var options = new ServerOptions
            {
                Folder = folder.FullName,
                Limits = new ServerLimits { LeastFreeBytes = LeastFreeBytes },
                Decoder = new DecoderOptions { Command = DecoderCommand.Find() },
                Version = ProgramVersion.Text,
            };
            ServeAsync(options, roots, shelf.For(engines), voice, cancellationToken).GetAwaiter().GetResult();
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(ServerOptions options, IReadOnlyList<string> roots, EngineCatalog engines, Voice voice, CancellationToken cancellationToken)
    {
        JobService service = JobService.Open(options, engines, new ServiceSurroundings(TimeProvider.System, voice.Say));
        await using (service.ConfigureAwait(false))
        {
            service.Start();
            var tools = new ToolTable(service.Parts, new OpenFolders(roots), voice.Say);
            using Stream input = Console.OpenStandardInput();
            using Stream output = Console.OpenStandardOutput();
            await McpStdio.RunAsync(tools, input, output, cancellationToken).ConfigureAwait(false);
        }
    }
}
