using System.Text;
using Infill.Imaging;

namespace Infill.Onnx.Store;

/// <summary>Finds what a model's licence is called: in the front matter of its card, or at the top of a LICENSE file.</summary>
internal static class CardLicence
{
    private const string Fence = "---";
    private const int MostBytes = 64 << 10;
    private const int MostLines = 400;
    private const int LongestName = 80;

    /// <summary>The licence of a folder, such as "creativeml-openrail-m"; null if nothing names one.</summary>
    public static string? Find(string folder) => FromCard(ReadStart(Path.Combine(folder, "README.md"))) ?? FromLicenceFile(folder);

    /// <summary>The licence that a card's front matter names; its <c>license_name</c> where <c>license</c> is only "other".</summary>
    public static string? FromCard(string card)
    {
        string[] lines = card.TrimStart('\uFEFF').Split('\n');
        if (lines[0].TrimEnd() != Fence)
        {
            return null;
        }

        string? licence = null;
        foreach (string line in lines.Skip(1).Take(MostLines).Select(line => line.TrimEnd()).TakeWhile(line => line != Fence))
        {
            licence = Value(line, "license") ?? licence;
            licence = (licence is null or "other" ? Value(line, "license_name") : null) ?? licence;
        }

        return licence;
    }

    private static string? FromLicenceFile(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        string? file = Directory.EnumerateFiles(folder, "LICENSE*").Order(StringComparer.Ordinal).FirstOrDefault();
        return file is null ? null : Clean(ReadStart(file).Split('\n').FirstOrDefault(line => line.Trim().Length > 0) ?? "");
    }

    // Only what stands at a line's start: deeper levels belong to something else, and the values are one word or a quoted text.
    private static string? Value(string line, string key) =>
        line.StartsWith(key + ":", StringComparison.Ordinal) ? Clean(line[(key.Length + 1)..].Trim().Trim('"', '\'')) : null;

    private static string? Clean(string text)
    {
        string clean = new([.. text.Trim().Trim('#', ' ').Where(c => !char.IsControl(c)).Take(LongestName)]);
        return clean.Length > 0 ? clean : null;
    }

    private static string ReadStart(string path)
    {
        try
        {
            if (!File.Exists(path) || SpecialFile.Is(path))
            {
                return "";
            }

            using FileStream stream = File.OpenRead(path);
            byte[] start = new byte[Math.Min(stream.Length, MostBytes)];
            stream.ReadExactly(start);
            return Encoding.UTF8.GetString(start);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A licence that cannot be read is one that is not known.
            return "";
        }
    }
}
