using System.Collections.Concurrent;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;

namespace Infill.Cli.Evaluation;

/// <summary>Runs an evaluation and writes its report, also if it is interrupted.</summary>
internal static class EvalHandler
{
    /// <summary>Checks, runs all cases, writes and reports.</summary>
    /// <exception cref="CliException">It cannot be run as it stands.</exception>
    public static ExitCode Run(EvalArguments arguments, Voice voice, CancellationToken cancellationToken)
    {
        string output = arguments.Output ?? throw new CliException(ExitCode.WrongUse, "eval needs --output: a folder for the report.", "the same command with --output report");
        IReadOnlyList<EvalCase> cases = CaseList.Make(arguments.Cases, output);
        var folder = new EvalFolder(output);
        using var shelf = new EngineShelf();
        IReadOnlyList<IEvalEngine> engines = EngineList.Make(arguments, new FillCache(arguments.Cache ?? folder.CachePath), shelf);
        EvalRecord? before = folder.Open(arguments.Existing);
        var session = new EvalSession(folder, cases, before, new EvalRecord
        {
            Environment = TraceEnvironment.Capture(),
            Engines = [.. engines.Select(e => e.Info)],
            Seeds = arguments.Seeds,
        });
        try
        {
            RunAll(session, new CaseRun(engines, arguments.Seeds), arguments.Jobs, voice, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            voice.Say($"{session.Record.Cases.Count} of {cases.Count} cases are kept in {output}; the same command with --resume goes on from there.");
            throw;
        }
        finally
        {
            // Also after Ctrl-C: what is done can be looked at, compared and resumed.
            session.Close();
        }

        return EvalReport.Write(session.Record, folder, voice);
    }

    private static void RunAll(EvalSession session, CaseRun run, int jobs, Voice voice, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(session.Cases, EnumerablePartitionerOptions.NoBuffering), options, one =>
            {
                (EvalCaseFacts facts, IReadOnlyList<EvalResult> results) = run.Run(one, session.Before, session.Keep, cancellationToken);
                int done = session.Add(facts, results);
                lock (session)
                {
                    voice.Say(EvalReport.CaseLine(done, session.Cases.Count, facts, results));
                }
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.Count > 0)
        {
            // One reason is enough, and the scope around commands knows it by its type.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
