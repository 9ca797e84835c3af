using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Server.Api;
using Infill.Server.Running;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Running;

public sealed class ExplanationTests
{
    public static TheoryData<Exception, int, string> Known => new()
    {
        { new InvalidRequestException(["one", "two"]), 422, "invalid-request" },
        { new InvalidRequestException(["big"]) { IsLimit = true }, 413, "limit" },
        { new ImageFileException("damaged"), 422, "picture" },
        { new ImageFileException("big") { IsLimit = true }, 413, "limit" },
        { new EngineException("failed"), 422, "engine" },
        { new EngineException("failed", new ModelException("no weights") { Fault = ModelFault.Missing }), 503, "model" },
        { new ModelException("too large") { Fault = ModelFault.Limit }, 413, "limit" },
        { new InsufficientMemoryException(), 413, "memory" },
        { new IOException("No space left on device: '/secret/path'"), 503, "storage" },
        { new DirectoryNotFoundException("secret"), 503, "storage" },
        { new FileNotFoundException("secret"), 503, "storage" },
        { new EndOfStreamException("secret"), 503, "storage" },
        { new PathTooLongException("secret"), 503, "storage" },
        { new NotSupportedException("secret"), 500, "bug" },
        { new FormatException("secret"), 500, "bug" },
        { new TimeoutException("secret"), 500, "bug" },
        { new DivideByZeroException("secret"), 500, "bug" },
        { new KeyNotFoundException("secret"), 500, "bug" },
        { new InvalidDataException("secret"), 500, "bug" },
        { new UnauthorizedAccessException("Access to '/secret/path' is denied."), 503, "storage" },
        { new SqliteException("database is locked", 5), 503, "storage" },
        { new InvalidOperationException("secret"), 500, "bug" },
        { ProblemException.Unknown("job", "send it again"), 404, "not-found" },
        { ProblemException.Malformed("no JSON"), 400, "malformed" },
    };

    [Theory, MemberData(nameof(Known))]
    public void Of_Exception_HasAStatusAndAWordAndTellsNothingInside(Exception exception, int status, string code)
    {
        Explanation explanation = Explanation.Of(exception);

        Assert.Equal((status, code), (explanation.Status, explanation.Code));
        Assert.NotEmpty(explanation.Title);
        Assert.DoesNotContain("secret", explanation.Detail, StringComparison.Ordinal);
        Assert.Equal(code == "storage", explanation.RetryAfter is not null);
    }

    [Fact]
    public void Of_SeveralReasons_KeepsThemAll()
    {
        ProblemRecord problem = ProblemRecord.Of(Explanation.Of(new InvalidRequestException(["one", "two"])));

        Assert.Equal(["one", "two"], problem.Reasons!);
        Assert.Equal("/problems/invalid-request", problem.Type);
        Assert.Null(ProblemRecord.Of(Explanation.Of(new IOException())).Reasons);
    }
}
