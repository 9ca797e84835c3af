using System.Security.Cryptography;
using System.Text;
using Infill.Tests.Style;

namespace Infill.Tests.Golden;

/// <summary>The repository's copy of the golden data: plain files, and recipes for files that repeat the bytes of others (pack.py).</summary>
internal static class GoldenCopy
{
    private const string Recipes = "recipes.txt";

    /// <summary>Makes the whole recording below the tests' binaries, once per copy.</summary>
    /// <returns>Its folder.</returns>
    public static string Unpack()
    {
        string data = Path.Combine(SourceTree.Root, "tests", "Infill.Tests", "Golden", "data");
        string target = Path.Combine(AppContext.BaseDirectory, "goldens");
        string stamp = Stamp(data);
        string stampFile = Path.Combine(target, "stamp.txt");
        if (File.Exists(stampFile) && File.ReadAllText(stampFile) == stamp)
        {
            return target;
        }

        // Made aside and renamed: a test run that starts meanwhile sees all of it or nothing.
        string aside = Directory.CreateDirectory($"{target}-{Environment.ProcessId}").FullName;
        CopyPlain(data, aside);
        ComposeAll(aside, File.ReadAllLines(Path.Combine(data, Recipes)));
        File.WriteAllText(Path.Combine(aside, "stamp.txt"), stamp);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(aside, target);
        return target;
    }

    /// <summary>Puts the files of the recipes together from pieces of files that are in the folder.</summary>
    /// <exception cref="InvalidDataException">A file came out with another hash than the recipe says.</exception>
    public static void ComposeAll(string folder, IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count;)
        {
            string[] head = lines[i++].Split(' ');
            string path = Path.Combine(folder, head[1]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream output = File.Create(path))
            {
                for (; i < lines.Count && lines[i][0] != '='; i++)
                {
                    output.Write(Piece(folder, lines[i].Split(' ', 3)));
                }
            }

            if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != head[2])
            {
                throw new InvalidDataException($"{head[1]} came out wrong: make the copy again with pack.py.");
            }
        }
    }

    private static byte[] Piece(string folder, string[] range)
    {
        byte[] piece = new byte[int.Parse(range[1])];
        using FileStream source = File.OpenRead(Path.Combine(folder, range[2]));
        source.Position = long.Parse(range[0]);
        source.ReadExactly(piece);
        return piece;
    }

    private static void CopyPlain(string data, string target)
    {
        foreach (string path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(data, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }
    }

    // Names, sizes and the recipes: a changed copy differs in one of them.
    private static string Stamp(string data)
    {
        var text = new StringBuilder();
        foreach (FileInfo file in new DirectoryInfo(data).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            text.Append(Path.GetRelativePath(data, file.FullName)).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + File.ReadAllText(Path.Combine(data, Recipes)))));
    }
}
