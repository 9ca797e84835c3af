namespace Infill.Cli.Jobs;

/// <summary>Text for a shell.</summary>
internal static class Shell
{
    /// <summary>The word as it must be typed: in double quotes if it holds anything but letters, digits and path signs.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "/\\._-:,%".Contains(c)) ? word : $"\"{word}\"";
}
