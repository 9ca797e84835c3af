using Microsoft.CodeAnalysis;

namespace Infill.Tests.Style;

/// <summary>One C# file.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
/// <param name="Lines">Its text.</param>
/// <param name="Tree">Its syntax.</param>
internal sealed record SourceFile(string Path, string[] Lines, SyntaxNode Tree);
