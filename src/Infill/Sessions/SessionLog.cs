using Infill.Imaging;

namespace Infill.Sessions;

/// <summary>What a session folder's <c>session.json</c> says.</summary>
public sealed record SessionLog
{
    /// <summary>Version of the form that this program writes and reads.</summary>
    public const int CurrentForm = 1;

    /// <summary>Most steps of a session; more belong into a second one.</summary>
    public const int MostSteps = 1000;

    /// <summary>Version of the form.</summary>
    public int Form { get; init; } = CurrentForm;

    /// <summary>Name of the source's file, without folder.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the source's file, lower case.</summary>
    public required string Source { get; init; }

    /// <summary>Every edit, undone ones last.</summary>
    public required IReadOnlyList<SessionStep> Steps { get; init; }

    /// <summary>How many of the steps are applied; the others are undone and can be redone until another edit replaces them.</summary>
    public required int Position { get; init; }

    /// <summary>SHA-256 over all of the above: an edit of this file by hand shows.</summary>
    public string Seal { get; init; } = "";

    /// <summary>SHA-256 of the picture as it is now: the last applied step's, or the source.</summary>
    public string CurrentHash() => Position == 0 ? Source : Steps[Position - 1].After;

    /// <summary>Every content that the session needs.</summary>
    public IReadOnlyList<string> Contents() => [.. Steps.SelectMany(step => new[] { step.Request, step.Mask, step.Extra, step.Before, step.After }).Append(Source).OfType<string>().Distinct()];

    /// <summary>With the edit applied; what was undone is forgotten.</summary>
    /// <exception cref="SessionException">The session is full.</exception>
    public SessionLog With(SessionStep step) => Position < MostSteps
        ? this with { Steps = [.. Steps.Take(Position), step], Position = Position + 1 }
        : throw new SessionException($"The session has {MostSteps} steps, the most that one holds; export its picture and begin another.") { IsWrongUse = true };

    /// <summary>Moved by so many steps: below 0 undoes, above 0 redoes.</summary>
    /// <exception cref="SessionException">There are not so many.</exception>
    public SessionLog Moved(int by)
    {
        int position = Position + by;
        return position >= 0 && position <= Steps.Count ? this with { Position = position }
            : throw new SessionException(by < 0
                ? $"{(Position == 0 ? "Nothing is applied" : $"{Position} of {Steps.Count} steps are applied")}, so {-by} cannot be undone."
                : $"{(Position == Steps.Count ? "Nothing is undone" : $"{Steps.Count - Position} steps are undone")}, so {by} cannot be redone.")
            { IsWrongUse = true };
    }

    /// <summary>With the seal that fits.</summary>
    public SessionLog Sealed() => this with { Seal = SealOf() };

    /// <summary>What the seal must be.</summary>
    internal string SealOf() => Sha256.Hash(SessionJson.Serialize(this with { Seal = "" }));

    /// <summary>What cannot be of a log that this program wrote, or null.</summary>
    internal string? FindProblem() =>
        Form != CurrentForm ? $"it has form {Form}; this version reads {CurrentForm}"
        : Position < 0 || Position > Steps.Count || Steps.Count > MostSteps ? $"its position is {Position} of {Steps.Count} steps"
        : Contents().FirstOrDefault(hash => !IsHash(hash)) is string broken ? $"'{broken[..Math.Min(broken.Length, 80)]}' in it is no SHA-256"
        : Steps.Select((step, i) => (step, i)).Any(pair => pair.step.Before != (pair.i == 0 ? Source : Steps[pair.i - 1].After)) ? "its steps do not follow one another"
        : null;

    private static bool IsHash(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
