using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Infill.Tests.Style;

/// <summary>Every C# file of the repository, parsed once.</summary>
internal static class SourceTree
{
    /// <summary>Folder that holds Infill.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files of the product.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = Read("src");

    /// <summary>Files of the tests.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests");

    /// <summary>Methods, constructors and local functions with a body.</summary>
    public static IEnumerable<(SourceFile File, SyntaxNode Node, string Name, int Lines)> Methods(IEnumerable<SourceFile> files) =>
        from file in files
        from node in file.Tree.DescendantNodes()
        let name = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            _ => null,
        }
        where name is not null
        select (file, node, name, LinesOf(node));

    /// <summary>Lines that a declaration spans, its documentation not counted.</summary>
    public static int LinesOf(SyntaxNode node)
    {
        FileLinePositionSpan span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static SourceFile[] Read(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(
                Path.GetRelativePath(Root, path).Replace('\\', '/'),
                File.ReadAllLines(path),
                CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()))];

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infill.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Infill.slnx is in no parent of the tests' folder.");
    }
}
