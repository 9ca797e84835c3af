namespace Infill.Cli.Jobs;

/// <summary>Texts in which <c>{name}</c> and <c>{dir}</c> stand for a picture's name without extension and for its folder.</summary>
internal static class NameTemplate
{
    private const string Name = "{name}";
    private const string Folder = "{dir}";

    /// <summary>True if the text differs from picture to picture.</summary>
    public static bool HasPlaces(string? text) =>
        text is not null && (text.Contains(Name, StringComparison.Ordinal) || text.Contains(Folder, StringComparison.Ordinal));

    /// <summary>The text for one picture. A picture without a folder lies in ".".</summary>
    /// <remarks>What is put in is not looked at again, so a file may be called "{dir}.jpg".</remarks>
    public static string Fill(string template, string imagePath)
    {
        string folder = Path.GetDirectoryName(imagePath) is { Length: > 0 } above ? above : ".";
        IEnumerable<string> parts = template.Split(Name).Select(part => part.Replace(Folder, folder, StringComparison.Ordinal));
        return string.Join(Path.GetFileNameWithoutExtension(imagePath), parts);
    }
}
