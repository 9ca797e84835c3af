using Infill.Engines;
using Infill.Quality.Refining;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>From the words of a refinement to the job's plan.</summary>
internal static class RefinementReader
{
    /// <summary>True if passes shall be run.</summary>
    public static bool IsWanted(JobRequest request) => request.Workflow == JobWorkflow.Refine || request.Refine == true || request.Plan is not null;

    /// <summary>The plan: the client's, or the workflow's own; null where nothing shall be refined.</summary>
    /// <param name="request">Checked by <see cref="FindReasons"/>.</param>
    public static RefinementPlan? Read(JobRequest request)
    {
        if (!IsWanted(request))
        {
            return null;
        }

        RefinementPlan plan = request.Plan ?? DefaultRefinement.For(request.Workflow.Word());

        // What fills anyway has filled before its first pass, whatever the plan says.
        return request.Workflow == JobWorkflow.Refine ? plan : plan with { FillFirst = true };
    }

    /// <summary>Every reason why the words cannot be done.</summary>
    public static IEnumerable<string> FindReasons(JobRequest request, EngineCatalog engines)
    {
        if (request.Gate == false && IsWanted(request))
        {
            yield return "gate: false and refining exclude each other: the gate decides which passes stand.";
        }

        if (request is { Refine: false } && IsWanted(request))
        {
            yield return "refine: false and a plan, or the workflow refine, contradict each other; leave one of them out.";
        }

        foreach (string problem in request.Plan?.FindProblems(engines) ?? [])
        {
            yield return $"plan: {problem}";
        }
    }
}
