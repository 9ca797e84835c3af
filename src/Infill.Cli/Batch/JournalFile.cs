using System.Text;
using System.Text.Json;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>A journal as it lies on disk: JSON Lines, the header first, only ever appended to.</summary>
internal static class JournalFile
{
    /// <summary>Name in the output folder; it also marks the folder as one that holds outputs.</summary>
    public const string Name = ".infill-batch.jsonl";

    /// <summary>Version of the form; a later one may mean something else by the same members.</summary>
    public const int Form = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>One line with its end.</summary>
    public static byte[] Write(JournalLine line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, ReportJson.Plain.JournalLine), (byte)'\n'];

    /// <summary>Reads a whole journal.</summary>
    /// <param name="content">Bytes of the file.</param>
    /// <param name="whole">Bytes up to the last complete line; what follows was torn by a crash and never happened.</param>
    /// <exception cref="InvalidDataException">A complete line is not what a journal has there; says which.</exception>
    public static JournalState Read(ReadOnlySpan<byte> content, out int whole)
    {
        whole = content.LastIndexOf((byte)'\n') + 1;
        var state = new JournalState();
        int number = 0;
        foreach (Range range in content[..whole].Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = content[..whole][range];
            number++;
            if (range.Start.Value < whole)
            {
                state.Add(Parse(text, isFirst: number == 1) ?? throw new InvalidDataException($"line {number}"));
            }
        }

        return state;
    }

    /// <summary>What can be read of a journal, damaged or not; nothing if there is none.</summary>
    public static JournalState Salvage(ReadOnlySpan<byte> content)
    {
        var state = new JournalState();
        foreach (Range range in content.Split((byte)'\n'))
        {
            if (Parse(content[range], isFirst: range.Start.Value == 0) is JournalLine line)
            {
                state.Add(line);
            }
        }

        return state;
    }

    /// <summary>Paths, without links, of what a folder's journal says was written there; empty without a journal.</summary>
    public static IReadOnlySet<string> OutputsOf(OutputFolder folder)
    {
        try
        {
            return Peek(folder).Outputs.Select(line => RealPath.Of(folder.At(line.Output!))).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the journal to write will say it better.
            return new HashSet<string>();
        }
    }

    /// <summary>What a folder's journal says, damaged or not, without holding it; nothing if there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalState Peek(OutputFolder folder)
    {
        string path = Path.Join(folder.Real, Name);
        return File.Exists(path) ? Salvage(ReadShared(path)) : new JournalState();
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static JournalLine? Parse(ReadOnlySpan<byte> text, bool isFirst)
    {
        try
        {
            JournalLine? line = JsonSerializer.Deserialize(Strict.GetString(text), ReportJson.Plain.JournalLine);
            return line is not null && IsComplete(line) && (line.Kind == JournalKind.Header) == isFirst ? line : null;
        }
        catch (Exception reason) when (reason is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsComplete(JournalLine line) => line.Kind switch
    {
        JournalKind.Header => line is { Form: Form, Asked: not null, Command: not null },
        JournalKind.Done => line is { Output: not null, Job: not null, Inputs: not null, Bytes: not null, Sha256: not null },
        JournalKind.Former => line is { Output: not null, Bytes: not null, Sha256: not null },
        _ => line.Output is not null,
    };
}
