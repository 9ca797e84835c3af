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

    private static string FolderOf(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length > 3 ? parts[2] : "";
    }
}
