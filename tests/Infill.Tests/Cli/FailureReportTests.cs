using Infill.Cli;
using Infill.Cli.Models;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;

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

    [Theory]
    [InlineData(ModelFault.Unusable, 1)]
    [InlineData(ModelFault.Missing, 6)]
    [InlineData(ModelFault.Limit, 7)]
    [InlineData(ModelFault.Unfit, 2)]
    public void Explain_Model_HasTheSameCodeInAndOutsideOfAnEngine(ModelFault fault, int code)
    {
        var model = new ModelException("x.onnx cannot be used.") { Fault = fault };

        Failure bare = FailureReport.Explain(model, "remove");

        Assert.Equal((code, model.Message), ((int)bare.Code, bare.Message));
        Assert.Equal(bare, FailureReport.Explain(new EngineException("The engine failed.", model), "remove"));
        Assert.Equal(bare.Code, Assert.Throws<CliException>(() => ModelFailure.Guard(() => throw model)).Code);
    }

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
