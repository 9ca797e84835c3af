using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Schemas;

public sealed class SchemaCommandTests
{
    [Fact]
    public void Schema_EveryKind_PrintsThePublishedFile()
    {
        using var folder = new CliFolder();

        Assert.All(RecordSchemas.Kinds, kind =>
        {
            CliRun run = folder.Run("schema", kind);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Equal(File.ReadAllText(RecordAssert.PathOf(kind)), run.Out);
        });
    }

    [Fact]
    public void Schema_WithoutAName_ListsEveryKind()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("schema");

        Assert.Equal(0, run.Code);
        Assert.Equal(RecordSchemas.Kinds, run.Out.TrimEnd().Split('\n').Select(line => line.Split(' ')[0]));
        Assert.All(run.Out.TrimEnd().Split('\n'), line => Assert.Matches(@"^\w+  +\S.*\.\r?$", line));
    }

    [Fact]
    public void Schema_UnknownName_Is2AndNamesTheNearest()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("schema", "reslut");

        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'result'?", run.FirstError, StringComparison.Ordinal);
        Assert.Equal("Try: infill schema", run.LastError);
    }
}
