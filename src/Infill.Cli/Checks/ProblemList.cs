using Infill.Cli.Reports;

namespace Infill.Cli.Checks;

/// <summary>Collects what is wrong with one input instead of stopping at the first.</summary>
internal sealed class ProblemList
{
    private const string Command = "check";

    private readonly List<ProblemRecord> _found = [];

    /// <summary>What was found, in the order in which a run would meet it.</summary>
    public IReadOnlyList<ProblemRecord> Found => _found;

    /// <summary>The code that a run would end with: that of the first problem.</summary>
    public ExitCode Code => _found.Count == 0 ? ExitCode.Done : (ExitCode)_found[0].ExitCode;

    /// <summary>Does something that throws what is wrong; every sentence of it becomes a problem.</summary>
    /// <returns>True if nothing was.</returns>
    public bool Try(Action work) => Try(
        () =>
        {
            work();
            return this;
        }) is not null;

    /// <summary>The same for work that gives something; null if it failed.</summary>
    public T? Try<T>(Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            Failure failure = FailureReport.Explain(reason, Command);
            foreach (string sentence in failure.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Add(failure.Code, sentence);
            }

            return null;
        }
    }

    /// <summary>Adds one sentence unless it stands already.</summary>
    public void Add(ExitCode code, string message)
    {
        var problem = new ProblemRecord((int)code, message);
        if (!_found.Contains(problem))
        {
            _found.Add(problem);
        }
    }
}
