using System.Text;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Finds the file of a program and says which version of it a command runs.</summary>
internal static class ProgramFile
{
    /// <summary>Larger files are known by their length alone: reading a network's weights would take longer than a fill.</summary>
    private const long MostHashedBytes = 64 << 20;

    /// <summary>Full path of a program as the system would start it: by path, or along PATH; null if it is not there.</summary>
    public static string? Find(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];
        IEnumerable<string> folders = program.AsSpan().IndexOfAny('/', '\\') >= 0
            ? [Directory.GetCurrentDirectory()]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending))).FirstOrDefault(File.Exists);
    }

    /// <summary>A hash that changes with the command, its program and every file that it names: scripts change more often than programs.</summary>
    public static string IdentityOf(string program, CommandTemplate template)
    {
        var text = new StringBuilder(string.Join('\n', template.Words)).Append('\n').Append(HashOf(program));
        foreach (string word in template.Words.Skip(1).Where(File.Exists))
        {
            text.Append('\n').Append(HashOf(word));
        }

        return Sha256.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>A hash over texts that make up what an engine is.</summary>
    public static string IdentityOf(IEnumerable<string> parts) => Sha256.Hash(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <summary>SHA-256 of a file; its length if it is large, "unreadable" if it cannot be read.</summary>
    public static string HashOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length > MostHashedBytes ? $"{file.Length} bytes" : Jobs.ResultFile.HashFile(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // A program need only be executable, not readable.
            return "unreadable";
        }
    }
}
