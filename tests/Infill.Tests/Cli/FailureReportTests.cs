using Infill.Cli;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Tests.Cli;

public sealed class FailureReportTests
{
    public static TheoryData<Exception, int> Failures { get; } = new()
    {
        { new CliException(ExitCode.Missing, "no engine"), 6 },
        { new InvalidRequestException(["Mask is empty."]), 2 },
        { new InvalidRequestException(["too large"]) { IsLimit = true }, 7 },
        { new ImageFileException("truncated"), 1 },
        { new ImageFileException("too large") { IsLimit = true }, 7 },
        { new EngineException("nothing to copy"), 1 },
        { new OperationCanceledException(), 130 },
        { new InsufficientMemoryException(), 7 },
        { new IOException("disk full"), 1 },
        { new UnauthorizedAccessException("no"), 1 },
        { new InvalidOperationException("surprise"), 1 },
    };

    [Fact]
    public void Explain_DamagedPicture_OffersLenient()
    {
        Failure failure = FailureReport.Explain(new ImageFileException("p.png is damaged. Read it leniently (--lenient)."), "remove");

        Assert.Contains("--lenient", failure.TryNext, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Explain_AnyException_HasACodeAndANextCommand(Exception exception, int code)
    {
        Failure failure = FailureReport.Explain(exception, "remove");

        Assert.Equal(code, (int)failure.Code);
        Assert.NotEmpty(failure.TryNext);
        Assert.DoesNotContain("\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal(exception is InvalidOperationException, failure.Message.StartsWith("A bug", StringComparison.Ordinal));
    }
}
