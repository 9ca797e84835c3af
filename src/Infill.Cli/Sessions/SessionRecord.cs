using Infill.Sessions;

namespace Infill.Cli.Sessions;

/// <summary>What <c>infill session</c> prints with <c>--json</c>.</summary>
internal sealed record SessionRecord
{
    /// <summary>Kind of this record: always "session".</summary>
    public string Record { get; init; } = "session";

    /// <summary>The session's folder as the user wrote it.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the source's file.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the source's file.</summary>
    public required string Source { get; init; }

    /// <summary>Steps that are applied; later ones are undone.</summary>
    public required int Position { get; init; }

    /// <summary>File of the picture as it is now.</summary>
    public required string Current { get; init; }

    /// <summary>Every step, the first first.</summary>
    public required IReadOnlyList<SessionStepRecord> Steps { get; init; }

    /// <summary>What a folder holds.</summary>
    public static SessionRecord Of(SessionFolder session) => new()
    {
        Folder = session.FolderPath,
        Name = session.Log.Name,
        Source = session.Log.Source,
        Position = session.Log.Position,
        Current = session.Current,
        Steps = [.. session.Log.Steps.Select((step, i) => new SessionStepRecord(i + 1, step.Workflow, step.Note, i < session.Log.Position, step.After))],
    };
}
