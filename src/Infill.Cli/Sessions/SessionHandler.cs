using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Traces;
using Infill.Imaging;
using Infill.Sessions;

namespace Infill.Cli.Sessions;

/// <summary>Begins, edits, moves through and lists sessions.</summary>
/// <param name="voice">Where results go.</param>
internal sealed class SessionHandler(Voice voice)
{
    private const int ShortHash = 12;

    /// <summary>Begins a session with a photo that can be read.</summary>
    public ExitCode New(string folder, string photo)
    {
        JobChecks.RequirePicture(photo);
        ImageFile.ReadHeader(photo);
        using SessionFolder session = SessionFolder.Create(folder, photo);
        return Tell(session, $"Session {folder} begins with {session.Log.Name}.");
    }

    /// <summary>Applies an edit to the picture as it is now.</summary>
    /// <param name="folder">The session.</param>
    /// <param name="words">"remove" and its options.</param>
    /// <param name="cancellationToken">Ends the edit; the session stays as it was.</param>
    public ExitCode Apply(string folder, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        using SessionFolder session = SessionFolder.Open(folder);
        DirectoryInfo work = Directory.CreateTempSubdirectory("infill-session-");
        try
        {
            JobArguments job = SessionWords.Parse(words, session.Current, Path.Combine(work.FullName, SessionRun.ResultName(ImageFile.ReadHeader(session.Current))));
            if (MaskAgreement.IsMissing(job.Source))
            {
                throw MaskAgreement.Ask(new PlannedJob(job, new OutputPlan([new OutputTarget(Path.TrimEndingDirectorySeparator(folder) + ".png", job.Fill.Seed, null)])), voice, cancellationToken);
            }

            (ResultRecord result, SessionParts parts) = new SessionRun(voice, cancellationToken).Do(job, work.FullName);
            if (result.Status is ResultStatus.Failed or ResultStatus.Partial)
            {
                ResultReport.Write(result, voice);
                return ExitCode.Failed;
            }

            session.Apply(Step(session, parts, result));
            Tell(session, $"Step {session.Log.Position}: {session.Log.Steps[^1].Note}");
            return ResultReport.ToExitCode(result, voice.Talk.Strict);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Undoes (below 0) or redoes (above 0) so many steps.</summary>
    public ExitCode Move(string folder, int by)
    {
        using SessionFolder session = SessionFolder.Open(folder);
        session.Move(by);
        return Tell(session, $"{session.Log.Position} of {session.Log.Steps.Count} steps are applied.");
    }

    /// <summary>Shows every step.</summary>
    public ExitCode List(string folder)
    {
        using SessionFolder session = SessionFolder.Open(folder);
        SessionRecord record = SessionRecord.Of(session);
        if (voice.Talk.Json)
        {
            return Tell(session, "");
        }

        voice.Output.WriteLine($"{(record.Position == 0 ? "→" : " ")} 0  {record.Name}  {record.Source[..ShortHash]}");
        foreach (SessionStepRecord step in record.Steps)
        {
            voice.Output.WriteLine($"{(step.Number == record.Position ? "→" : " ")} {step.Number}  {step.Workflow}  {step.After[..ShortHash]}  {step.Note}{(step.IsApplied ? "" : "  (undone)")}");
        }

        return ExitCode.Done;
    }

    private static SessionStep Step(SessionFolder session, SessionParts parts, ResultRecord result)
    {
        JobArguments job = parts.Job;
        var request = new TracedCommand { Job = parts.ToKeep(), InputFromTrace = "" };
        OutputRecord output = result.Outputs[0];
        return new SessionStep
        {
            Workflow = job.Workflow,
            Request = session.Take(JsonSerializer.SerializeToUtf8Bytes(request, ReportJson.Plain.TracedCommand)),
            Mask = parts.Mask is string mask ? session.Take(mask) : null,
            Extra = parts.Extra is string extra ? session.Take(extra) : null,
            Before = session.Log.CurrentHash(),
            After = session.Take(output.Path),
            Note = $"{job.Workflow} {Numbers.Count(result.Mask.FilledPixels)} px with {result.Engine}, {output.Status.ToString().ToLowerInvariant()}{(job.Fill.Prompt is string prompt ? $": {Shell.Shorten(prompt)}" : "")}",
        };
    }

    private ExitCode Tell(SessionFolder session, string line)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(SessionRecord.Of(session), ReportJson.Plain.SessionRecord));
        }
        else
        {
            voice.Say(line);
        }

        return ExitCode.Done;
    }
}
