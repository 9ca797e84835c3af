using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Infill.Tests.Cli.Support;
using Infill.Tests.Style;
using Infill.Tests.Support;

namespace Infill.Tests.Packaging;

/// <summary>What a user gets from a package source.</summary>
[Collection(Dotnet.OneAtATime)]
public sealed class PackageTests(PackageFixture built) : IClassFixture<PackageFixture>
{
    [Fact]
    public void Library_Package_HoldsWhatAUserLooksFor()
    {
        using ZipArchive package = ZipFile.OpenRead(built.Package("Infill"));

        string[] files = [.. package.Entries.Select(e => e.FullName)];
        Assert.Superset(new HashSet<string> { "README.md", "lib/net10.0/Infill.dll", "lib/net10.0/Infill.xml" }, new HashSet<string>(files));
        XElement metadata = Metadata(package);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Contains("inpainting", Value(metadata, "tags"), StringComparison.Ordinal);
        Assert.Equal(
            ["NetVips", "NetVips.Native"],
            metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Library_Symbols_AreEmbeddedAndNameNoFolderOfTheBuildMachine()
    {
        using ZipArchive package = ZipFile.OpenRead(built.Package("Infill"));
        using var copy = new MemoryStream();
        package.GetEntry("lib/net10.0/Infill.dll")!.Open().CopyTo(copy);
        copy.Position = 0;
        using var assembly = new PEReader(copy);
        DebugDirectoryEntry symbols = assembly.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        MetadataReader reader = provider.GetMetadataReader();

        string[] sources = [.. reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name))];

        Assert.InRange(sources.Length, 100, int.MaxValue);
        Assert.All(sources, source => Assert.StartsWith("/_/", source, StringComparison.Ordinal));
    }

    [Fact]
    public void Tool_Installed_DoesTheSampleAsTheBuildDoes()
    {
        using var folder = new TemporaryFolder();
        string[] job = ["remove", Sample("rocket.jpg"), "--mask", Sample("rocket-tower.png"), "--output"];

        // Without PATH no dotnet is found: the package must bring its own.
        CliRun installed = Dotnet.RunProgram(built.Command, folder.Path, [("PATH", null), ("DOTNET_ROOT", null)], [.. job, "tool.png"]);
        CliRun build = Dotnet.RunProgram("dotnet", folder.Path, [], [Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"), .. job, "build.png"]);

        Assert.Equal((0, 0), (installed.Code, build.Code));
        Assert.Equal(File.ReadAllBytes(folder.File("build.png")), File.ReadAllBytes(folder.File("tool.png")));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("engines", "--json")]
    public void Tool_Installed_AnswersAsTheBuildDoes(params string[] args)
    {
        using var folder = new TemporaryFolder();

        CliRun installed = Dotnet.RunProgram(built.Command, folder.Path, [], args);

        Assert.Equal(Dotnet.RunProgram("dotnet", folder.Path, [], [Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"), .. args]), installed);
        Assert.Equal(0, installed.Code);
    }

    // Not compared with the build's: a commit may lie between the two.
    [Fact]
    public void Tool_Installed_KnowsItsVersion() =>
        Assert.Matches(@"^infill \d+\.\d+\.\d+", Dotnet.RunProgram(built.Command, built.Packages, [], "--version").Out);

    [Fact]
    public void Tool_Package_HasOneLibvipsItsLicencesAndNothingToSpare()
    {
        using ZipArchive package = ZipFile.OpenRead(built.Package($"Infill.Cli.{PackageFixture.Platform}"));

        string[] names = [.. package.Entries.Select(e => e.Name)];
        Assert.Single(names, name => name.Contains("vips", StringComparison.Ordinal) && name.StartsWith("lib", StringComparison.Ordinal) && name != "libvips.md");
        Assert.DoesNotContain(names, name => Path.GetExtension(name) is ".pdb" || name is "Infill.xml" or "Infill.Cli.xml");
        Assert.Superset(
            new HashSet<string> { "libvips.md", "onnxruntime.txt", "onnxruntime-third-party.txt", "dotnet.txt", "dotnet-third-party.txt", "Infill.txt" },
            new HashSet<string>(package.Entries.Where(e => e.FullName.Contains("/licenses/", StringComparison.Ordinal)).Select(e => e.Name)));
    }

    private static string Sample(string name) => Path.Combine(SourceTree.Root, "samples", name);

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!;
    }

    private static string Value(XElement metadata, string name) => metadata.Descendants().First(e => e.Name.LocalName == name).Value;
}
