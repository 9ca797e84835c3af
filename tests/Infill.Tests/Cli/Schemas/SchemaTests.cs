namespace Infill.Tests.Cli.Schemas;

/// <summary>The published schemas are reviewed as text: a change of a record shows in docs/schemas. INFILL_APPROVE=1 writes the files anew.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Kinds => [.. RecordSchemas.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Schema_EveryRecord_IsThePublishedFile(string kind)
    {
        string path = RecordAssert.PathOf(kind);
        string made = RecordSchemas.Make(kind);
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with INFILL_APPROVE=1 and review it.");
        Assert.Equal(File.ReadAllText(path), made, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Schemas_PublishedFiles_AreThoseOfTheRecords() => Assert.Equal(
        RecordSchemas.Kinds.Select(kind => $"{kind}.schema.json"),
        Directory.EnumerateFiles(Path.GetDirectoryName(RecordAssert.PathOf("x"))!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
