using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Infill.Tests.Style;

/// <summary>The measures of CONTRIBUTING.md. A deliberate exception stands in the list of its rule, with the reason.</summary>
public sealed partial class StyleTests
{
    private const int MostFileLines = 400;
    private const int MedianFileLines = 80;
    private const int MostMethodLines = 60;
    private const int UsualMethodLines = 30;
    private const int MostParameters = 5;
    private const int MostKernelParameters = 7;

    /// <summary>Numeric kernels: a loop over planes needs its pointers, strides and sizes, and a record would hide them.</summary>
    private static readonly string[] Kernels = ["CieLab.FromSrgb", "CieLab.ToSrgb", "HoleView.DilateLine", "Stitch.WriteRow"];

    /// <summary>Records whose values are always read together: cutting them up would only add names.</summary>
    private static readonly string[] WideRecords = ["StageProgress"];

    [Fact]
    public void Files_AreShort()
    {
        int[] lengths = [.. SourceTree.Product.Select(file => file.Lines.Length).Order()];

        AssertNone(SourceTree.Product.Concat(SourceTree.Tests).Where(f => f.Lines.Length > MostFileLines).Select(f => $"{f.Path}: {f.Lines.Length} lines"));
        Assert.True(lengths[lengths.Length / 2] <= MedianFileLines, $"median file has {lengths[lengths.Length / 2]} lines");
    }

    [Fact]
    public void Methods_AreShort()
    {
        int[] lengths = [.. SourceTree.Methods(SourceTree.Product).Select(m => m.Lines).Order()];

        AssertNone(SourceTree.Methods(SourceTree.Product).Where(m => m.Lines > MostMethodLines).Select(m => $"{m.File.Path}: {m.Name} has {m.Lines} lines"));
        Assert.True(lengths[lengths.Length * 9 / 10] <= UsualMethodLines, $"90 % of methods have up to {lengths[lengths.Length * 9 / 10]} lines");
    }

    [Fact]
    public void Parameters_AreFew() => AssertNone(
        from file in SourceTree.Product
        from list in file.Tree.DescendantNodes().OfType<ParameterListSyntax>()
        let owner = NameOfOwner(list)
        let most = Kernels.Concat(WideRecords).Contains(owner) ? MostKernelParameters : MostParameters
        where owner is not null && list.Parameters.Count > most
        select $"{file.Path}: {owner} has {list.Parameters.Count} parameters");

    [Fact]
    public void Classes_AreSealedOrStatic() => AssertNone(
        from file in SourceTree.Product
        from type in file.Tree.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword))
        where !type.Modifiers.Any(m => m.IsKind(SyntaxKind.SealedKeyword) || m.IsKind(SyntaxKind.StaticKeyword) || m.IsKind(SyntaxKind.AbstractKeyword))
        select $"{file.Path}: {type.Identifier.Text}");

    // Interfaces and exceptions aside, a base class must come from a framework: none of ours has behaviour to inherit.
    [Fact]
    public void Inheritance_StopsAtOne()
    {
        HashSet<string> ours = [.. SourceTree.Product.SelectMany(f => f.Tree.DescendantNodes().OfType<ClassDeclarationSyntax>()).Select(c => c.Identifier.Text)];

        AssertNone(
            from file in SourceTree.Product
            from type in file.Tree.DescendantNodes().OfType<TypeDeclarationSyntax>()
            from parent in type.BaseList?.Types.Select(t => t.Type.ToString()) ?? []
            where ours.Contains(parent)
            select $"{file.Path}: {type.Identifier.Text} inherits {parent}");
    }

    [Fact]
    public void Files_HoldOneTypeOfTheirName() => AssertNone(
        from file in SourceTree.Product
        let types = file.Tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(t => t.Parent is not TypeDeclarationSyntax).ToArray()
        where types.Length > 1 || (types.Length == 1 && types[0].Identifier.Text != Path.GetFileNameWithoutExtension(file.Path))
        select $"{file.Path}: {string.Join(", ", types.Select(t => t.Identifier.Text))}");

    [Fact]
    public void Namespaces_AreFolders() => AssertNone(
        from file in SourceTree.Product
        from space in file.Tree.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
        where space.Name.ToString() != folder
        select $"{file.Path}: namespace {space.Name}");

    [Fact]
    public void Sources_HaveNoRegionsAndNoDeadCode() => AssertNone(
        from file in SourceTree.Product.Concat(SourceTree.Tests)
        from trivia in file.Tree.DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && CommentedOutCode().IsMatch(trivia.ToString()))
        select $"{file.Path}: {trivia.ToString().Trim()}");

    [Fact]
    public void PublicMembers_SayMoreThanTheirNames() => AssertNone(
        from file in SourceTree.Product
        from member in file.Tree.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where IsPublic(member) && NameOf(member) is not null
        let doc = string.Concat(member.GetLeadingTrivia().Where(t => t.HasStructure).Select(t => t.ToFullString()))
        where !doc.Contains("<inheritdoc", StringComparison.Ordinal) && Echoes(NameOf(member)!, doc)
        select $"{file.Path}: {NameOf(member)}");

    [Fact]
    public void Tests_AssertSomething()
    {
        AssertNone(
            from method in SourceTree.Methods(SourceTree.Tests)
            let declaration = method.Node as MethodDeclarationSyntax
            where declaration is not null
            where declaration.AttributeLists.SelectMany(a => a.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory")
            where !Asserts(declaration, depth: 3)
            select $"{method.File.Path}: {method.Name}");
    }

    [Fact]
    public void Tests_AreAboutAsLongAsTheProduct()
    {
        double ratio = SourceTree.Tests.Sum(CodeLines) / (double)SourceTree.Product.Sum(CodeLines);

        Assert.InRange(ratio, 0.8, 1.5);
    }

    // Documentation and blank lines are no measure of what has to be tested.
    private static int CodeLines(SourceFile file) =>
        file.Lines.Count(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal));

    // Directly, or through a method of the same class that it names.
    private static bool Asserts(MethodDeclarationSyntax method, int depth)
    {
        string text = method.ToString();
        return AssertCall().IsMatch(text)
            || (depth > 0 && method.Parent is TypeDeclarationSyntax type && type.Members.OfType<MethodDeclarationSyntax>()
                .Where(other => other != method && text.Contains(other.Identifier.Text, StringComparison.Ordinal))
                .Any(other => Asserts(other, depth - 1)));
    }

    // Methods, constructors, primary constructors of types, local functions; lambdas have the shape that their caller wants.
    private static string? NameOfOwner(ParameterListSyntax list)
    {
        string? name = list.Parent switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            TypeDeclarationSyntax type => type.Identifier.Text,
            _ => null,
        };
        TypeDeclarationSyntax? within = list.Parent!.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        return name is null || within is null ? name : $"{within.Identifier.Text}.{name}";
    }

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword))
        && member.Ancestors().OfType<TypeDeclarationSyntax>().All(t => t.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword)));

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method when !method.Modifiers.Any(m => m.IsKind(SyntaxKind.OverrideKeyword)) => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        _ => null,
    };

    // A doc echoes if, but for small words, it holds nothing that the name does not.
    private static bool Echoes(string name, string doc)
    {
        string text = Tags().Replace(doc.Replace("///", " ", StringComparison.Ordinal), " ");
        HashSet<string> known = [.. NameWords().Matches(name).Select(m => m.Value.ToLowerInvariant()), "the", "a", "an", "of", "gets", "sets", "or", "to", "this", "value", "is"];
        return !Words().Matches(text).Any(m => !known.Contains(m.Value.ToLowerInvariant()));
    }

    private static void AssertNone(IEnumerable<string> offenders)
    {
        string[] found = [.. offenders];
        Assert.True(found.Length == 0, $"{found.Length} offenders:\n{string.Join('\n', found)}");
    }

    [GeneratedRegex(@"^//\s*(?:(?:var|int|float|return|if|for|foreach|using|public|private)\b.*[;{(]\s*$|.*;\s*$|\}\s*$)")]
    private static partial Regex CommentedOutCode();

    [GeneratedRegex(@"Assert\w*[.(<]")]
    private static partial Regex AssertCall();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")]
    private static partial Regex NameWords();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Words();
}
