using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Infill.Tests.Style;

/// <summary>Holds the direction of the arrows: a file uses its own folder and lower ones only.</summary>
public sealed class ArrowTests
{
    /// <summary>From low to high; "" is the library's root.</summary>
    private static readonly string[] Order =
        ["Imaging", "Masks", "Tiles", "Diffusion", "Engines", "", "Quality", "Workflows", "Evaluation", "Sessions"];

    [Fact]
    public void Library_UsesLowerFoldersOnly()
    {
        string[] offenders =
        [
            .. from file in SourceTree.Product
               where file.Path.StartsWith("src/Infill/", StringComparison.Ordinal)
               let own = Array.IndexOf(Order, FolderOf(file.Path))
               from directive in file.Tree.DescendantNodes().OfType<UsingDirectiveSyntax>()
               let name = directive.Name!.ToString()
               where name == "Infill" || name.StartsWith("Infill.", StringComparison.Ordinal)
               let used = Array.IndexOf(Order, name.Split('.').ElementAtOrDefault(1) ?? "")
               where own < 0 || used < 0 || used > own
               select $"{file.Path} uses {name}",
        ];

        Assert.True(offenders.Length == 0, string.Join('\n', offenders));
    }

    // Types of the library's root are visible everywhere without a using line, and so is Engines.PatchEngine: the compiler's own
    // resolution of every name closes that gap.
    [Fact]
    public void Library_NamesTypesOfLowerFoldersOnly()
    {
        SourceFile[] files = [.. SourceTree.Product.Where(f => f.Path.StartsWith("src/Infill/", StringComparison.Ordinal))];
        CSharpCompilation library = Compile(files);

        (string Path, string Type, bool IsAllowed)[] uses =
        [
            .. from file in files
               let model = library.GetSemanticModel(file.Tree.SyntaxTree)
               let own = Array.IndexOf(Order, FolderOf(file.Path))
               from name in file.Tree.DescendantNodes().OfType<SimpleNameSyntax>()
               let symbol = model.GetSymbolInfo(name).Symbol
               let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
               where type is not null && type.ContainingAssembly.Equals(library.Assembly, SymbolEqualityComparer.Default)
               let space = type.ContainingNamespace.ToString()!
               let used = Array.IndexOf(Order, space.Split('.').ElementAtOrDefault(1) ?? "")
               select (file.Path, type.Name, used <= own),
        ];

        // A compilation that resolves nothing would find no offender either.
        Assert.InRange(uses.Length, 1000, int.MaxValue);
        Assert.Empty(uses.Where(u => !u.IsAllowed).Select(u => $"{u.Path} uses {u.Type}").Distinct());
    }

    [Fact]
    public void Codecs_StayInImaging()
    {
        string[] offenders =
        [
            .. from file in SourceTree.Product
               where !file.Path.StartsWith("src/Infill/Imaging/", StringComparison.Ordinal)
               where file.Tree.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(u => u.Name!.ToString().StartsWith("NetVips", StringComparison.Ordinal))
               select file.Path,
        ];

        Assert.True(offenders.Length == 0, string.Join('\n', offenders));
    }

    [Fact]
    public void Library_KnowsNothingOfTheCommandLine()
    {
        string[] offenders =
        [
            .. from file in SourceTree.Product
               where file.Path.StartsWith("src/Infill/", StringComparison.Ordinal)
               where file.Tree.DescendantNodes().OfType<UsingDirectiveSyntax>()
                   .Any(u => u.Name!.ToString() is "System.CommandLine" or "Spectre.Console" or "Infill.Cli")
               select file.Path,
        ];

        Assert.True(offenders.Length == 0, string.Join('\n', offenders));
    }

    // The projects' order is the compiler's to hold, but for what a lower one could name by a package: the web framework is the server's alone.
    [Theory]
    [InlineData("src/Infill/", "Infill.Onnx", "Infill.Server", "Infill.Cli", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "ModelContextProtocol")]
    [InlineData("src/Infill.Onnx/", "Infill.Server", "Infill.Cli", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "ModelContextProtocol")]
    [InlineData("src/Infill.Server/", "Infill.Cli", "System.CommandLine", "Spectre.Console")]
    [InlineData("src/Infill.Cli/", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite")]
    public void Project_NamesNothingAboveIt(string project, params string[] above)
    {
        SourceFile[] files = [.. SourceTree.Product.Where(file => file.Path.StartsWith(project, StringComparison.Ordinal))];

        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from directive in file.Tree.DescendantNodes().OfType<UsingDirectiveSyntax>()
            let name = directive.Name!.ToString()
            where above.Any(part => name == part || name.StartsWith(part + ".", StringComparison.Ordinal))
            select $"{file.Path} uses {name}");
    }

    private static CSharpCompilation Compile(IEnumerable<SourceFile> files)
    {
        const string ImplicitUsings = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
            global using System.Threading; global using System.Threading.Tasks;
            """;
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<string> references = platform.Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Infill", StringComparison.Ordinal));
        return CSharpCompilation.Create(
            "Arrows",
            files.Select(f => f.Tree.SyntaxTree).Append(CSharpSyntaxTree.ParseText(ImplicitUsings, new CSharpParseOptions(LanguageVersion.Preview))),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    private static string FolderOf(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length > 3 ? parts[2] : "";
    }
}
