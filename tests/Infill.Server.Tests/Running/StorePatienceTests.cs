using Infill.Server.Running;

namespace Infill.Server.Tests.Running;

public sealed class StorePatienceTests
{
    private readonly List<string> _complaints = [];

    private StorePatience Patience => new(_complaints.Add) { Pause = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public void Write_DiskThatIsFullForAWhile_IsWaitedFor()
    {
        int tries = 0;

        int answer = Patience.Write(() => ++tries < 20 ? throw new IOException("No space") : 7, CancellationToken.None);

        Assert.Equal((7, 20), (answer, tries));
        Assert.Single(_complaints);
    }

    [Fact]
    public void Read_FaultThatStays_EndsAfterFiveTries()
    {
        int tries = 0;

        Assert.Throws<UnauthorizedAccessException>(() => Patience.Read<int>(() => { tries++; throw new UnauthorizedAccessException(); }, CancellationToken.None));

        Assert.Equal(5, tries);
    }

    [Fact]
    public void Read_DecoderThatDoesNotStartAtOnce_IsTriedAgain()
    {
        int tries = 0;

        int answer = Patience.Read(() => ++tries < 3 ? throw new ProblemException(new Explanation(503, "decoder", "", "") { RetryAfter = 10 }) : 7, CancellationToken.None);

        Assert.Equal((7, 3), (answer, tries));
        Assert.Throws<ProblemException>(() => Patience.Read<int>(() => { tries++; throw new ProblemException(new Explanation(422, "picture", "", "")); }, CancellationToken.None));
        Assert.Equal(4, tries);
    }

    [Fact]
    public void Read_FileThatIsGoneOrAFaultOfAnotherKind_IsNotTriedAgain()
    {
        int tries = 0;

        Assert.Throws<FileNotFoundException>(() => Patience.Read<int>(() => { tries++; throw new FileNotFoundException(); }, CancellationToken.None));
        Assert.Throws<InvalidRequestException>(() => Patience.Write<int>(() => { tries++; throw new InvalidRequestException(["no"]); }, CancellationToken.None));

        Assert.Equal(2, tries);
    }

    [Fact]
    public void Write_JobThatIsCancelledMeanwhile_Ends()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Throws<OperationCanceledException>(() => Patience.Write<int>(() => throw new IOException(), cancel.Token));
    }
}
