using Infill.Sessions;

namespace Infill.Tests.Sessions;

public sealed class SessionLogTests
{
    private static readonly string A = new('a', 64), B = new('b', 64), C = new('c', 64), D = new('d', 64);

    [Fact]
    public void With_AfterAnUndo_ForgetsWhatWasUndone()
    {
        SessionLog log = Empty().With(Step(A, B)).With(Step(B, C)).Moved(-1);

        SessionLog edited = log.With(Step(B, D));

        Assert.Equal([B, D], edited.Steps.Select(step => step.After));
        Assert.Equal(2, edited.Position);
        Assert.Equal(D, edited.CurrentHash());
        Assert.Equal(B, log.CurrentHash());
    }

    [Theory]
    [InlineData(0, 1, "Nothing is applied, so 1 cannot be undone.")]
    [InlineData(2, 3, "2 of 2 steps are applied, so 3 cannot be undone.")]
    public void Moved_BeyondTheFirst_SaysHowFarItGoes(int position, int steps, string expected)
    {
        SessionLog log = Empty().With(Step(A, B)).With(Step(B, C)) with { Position = position };

        SessionException refused = Assert.Throws<SessionException>(() => log.Moved(-steps));

        Assert.Equal(expected, refused.Message);
        Assert.True(refused.IsWrongUse);
    }

    [Theory]
    [InlineData(2, 1, "Nothing is undone, so 1 cannot be redone.")]
    [InlineData(1, 2, "1 steps are undone, so 2 cannot be redone.")]
    public void Moved_BeyondTheLast_SaysHowFarItGoes(int position, int steps, string expected)
    {
        SessionLog log = Empty().With(Step(A, B)).With(Step(B, C)) with { Position = position };

        Assert.Equal(expected, Assert.Throws<SessionException>(() => log.Moved(steps)).Message);
    }

    [Fact]
    public void With_FullSession_IsRefused()
    {
        SessionLog full = Empty() with
        {
            Steps = [.. Enumerable.Repeat(Step(A, A), SessionLog.MostSteps)],
            Position = SessionLog.MostSteps,
        };

        Assert.Contains("1000 steps", Assert.Throws<SessionException>(() => full.With(Step(A, B))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_EveryHash_StandsThereOnce()
    {
        SessionLog log = Empty().With(Step(A, B) with { Mask = D }).With(Step(B, C));

        Assert.Equal([A, B, C, D], log.Contents().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sealed_AnyChange_BreaksTheSeal()
    {
        SessionLog log = Empty().With(Step(A, B)).Sealed();

        Assert.Equal(log.Seal, log.SealOf());
        Assert.NotEqual(log.Seal, (log with { Name = "other.png" }).SealOf());
        Assert.NotEqual(log.Seal, (log with { Position = 0 }).SealOf());
        Assert.NotEqual(log.Seal, (log with { Steps = [Step(A, B) with { Note = "x" }] }).SealOf());
        Assert.NotEqual(log.Seal, (log with { Steps = [Step(A, B) with { Mask = C }] }).SealOf());
    }

    [Fact]
    public void FindProblem_SoundLog_HasNone()
    {
        Assert.Null(Empty().FindProblem());
        Assert.Null(Empty().With(Step(A, B)).With(Step(B, C)).Moved(-2).FindProblem());
    }

    [Fact]
    public void FindProblem_BrokenLogs_AreNamed()
    {
        SessionLog log = Empty().With(Step(A, B)).With(Step(B, C));

        Assert.Contains("form 2", (log with { Form = 2 }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("position is -1", (log with { Position = -1 }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("position is 3 of 2", (log with { Position = 3 }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("is no SHA-256", (log with { Source = "../x" }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("is no SHA-256", (log with { Source = A.ToUpperInvariant() }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("do not follow", (log with { Source = D }).FindProblem(), StringComparison.Ordinal);
        Assert.Contains("do not follow", (log with { Steps = [Step(A, B), Step(C, D)] }).FindProblem(), StringComparison.Ordinal);
    }

    private static SessionLog Empty() => new() { Name = "photo.png", Source = A, Steps = [], Position = 0 };

    private static SessionStep Step(string before, string after) => new() { Workflow = "fill", Request = A, Before = before, After = after };
}
