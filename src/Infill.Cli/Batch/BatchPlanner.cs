using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Batch;

/// <summary>Makes the plan of a batch from whatever says what to work on.</summary>
internal static class BatchPlanner
{
    /// <summary>Bytes; a million lines.</summary>
    private const long LargestManifest = 256L << 20;

    /// <summary>Reads folders or the manifest; no picture is opened. A watch has no items yet.</summary>
    /// <exception cref="CliException">Nothing to work on, or what would lose pictures.</exception>
    public static BatchPlan Plan(BatchArguments batch, OutputFolder folder, Voice voice, CancellationToken cancellationToken)
    {
        if (batch.Sources.Watch is not null)
        {
            new PairPlanner(batch, folder).RequireWatchable();
            return new BatchPlan([], []);
        }

        BatchPlan plan = batch.Sources.Manifest is string manifest
            ? new ManifestPlanner(batch, folder).Plan(Read(manifest, voice.Streams, cancellationToken).Span)
            : new PairPlanner(batch, folder).Plan();
        PlanCheck.Require(plan.Items, folder);
        return plan;
    }

    private static ReadOnlyMemory<byte> Read(string manifest, StandardStreams streams, CancellationToken cancellationToken)
    {
        var options = new LoadOptions { MaxBytes = LargestManifest, StreamName = $"The manifest '{PathText.Show(manifest)}'" };
        if (StandardStreams.Is(manifest))
        {
            return streams.HasPipedInput()
                ? streams.ReadInput(options, cancellationToken)
                : throw new CliException(ExitCode.WrongUse, "--manifest is '-', but stdin is a terminal; pipe the lines in or name a file.");
        }

        if (!File.Exists(manifest))
        {
            throw new CliException(ExitCode.Failed, $"There is no manifest '{PathText.Show(manifest)}'.");
        }

        // Like stdin: a pipe (bash's <(…)) may stay silent, and Ctrl-C must end the wait.
        var file = new StandardStreams { OpenInput = () => File.OpenRead(manifest), OpenOutput = () => Stream.Null, HasPipedInput = () => true, HasPipedOutput = () => true };
        return file.ReadInput(options, cancellationToken);
    }
}
