namespace Infill.Server.Jobs;

/// <summary>States as words of the wire and of the database.</summary>
internal static class JobStates
{
    private static readonly Dictionary<JobState, string> Words = Enum.GetValues<JobState>().ToDictionary(state => state, state => state.ToString().ToLowerInvariant());

    /// <summary>"queued", "succeeded" …</summary>
    public static string Word(this JobState state) => Words[state];

    /// <summary>The state of a word that <see cref="Word"/> wrote.</summary>
    public static JobState Parse(string word) => Enum.Parse<JobState>(word, ignoreCase: true);

    /// <summary>True for every state but queued and running.</summary>
    public static bool IsEnd(this JobState state) => state is not (JobState.Queued or JobState.Running);
}
