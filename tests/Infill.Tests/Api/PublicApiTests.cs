using Infill.Tests.Style;
using PublicApiGenerator;

namespace Infill.Tests.Api;

/// <summary>The library's public surface is reviewed as text: a change shows in Infill.approved.txt. INFILL_APPROVE=1 writes the file anew.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Library_PublicSurface_IsTheApprovedText()
    {
        string path = Path.Combine(SourceTree.Root, "tests/Infill.Tests/Api/Infill.approved.txt");
        string received = typeof(Inpainter).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }) + "\n";
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        string approved = File.Exists(path) ? File.ReadAllText(path) : "missing; run with INFILL_APPROVE=1 and review it";
        Assert.Equal(approved, received, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Library_PublicSurface_NamesNoTypeOfADependency()
    {
        // A user of the library must be free to take another libvips binding, or none.
        string[] foreign =
        [
            .. from type in typeof(Inpainter).Assembly.GetExportedTypes()
               from member in type.GetMembers()
               where member.ToString()!.Contains("NetVips", StringComparison.Ordinal)
               select $"{type.Name}.{member}",
        ];

        Assert.Empty(foreign);
    }
}
