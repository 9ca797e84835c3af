using Infill.Cli.Inputs;
using Infill.Cli.Jobs;

namespace Infill.Cli.Batch;

/// <summary>The open journal of a running batch. Holding it open keeps other batches out of the folder; the lock ends with the process.</summary>
internal sealed class BatchJournal : IDisposable
{
    /// <summary>What the systems call "locked by another process": EAGAIN of Linux and of macOS, Windows' sharing violation.</summary>
    private static readonly int[] LockedCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly JournalState _state;

    private BatchJournal(string path, FileStream stream, JournalState state) => (_path, _stream, _state) = (path, stream, state);

    /// <summary>False once the journal's name is gone: then its folder has vanished under the batch.</summary>
    public bool IsInPlace => File.Exists(_path);

    /// <summary>Opens the folder's journal, or begins one.</summary>
    /// <param name="folder">The output folder; it exists.</param>
    /// <param name="batch">What is asked for.</param>
    /// <exception cref="CliException">Another batch has it, it is damaged, or it is of a batch with other options.</exception>
    public static BatchJournal Open(OutputFolder folder, BatchArguments batch)
    {
        string path = Path.Join(folder.Real, JournalFile.Name);
        FileStream stream = Lock(path, folder);
        try
        {
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            var header = new JournalLine
            {
                Kind = JournalKind.Header,
                Form = JournalFile.Form,
                Asked = ItemStamp.BatchHash(batch),
                Command = ItemStamp.Describe(batch),
            };
            return batch.Fresh ? Restart(path, stream, header, content) : Continue(path, stream, header, content);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Last line about an output, or null.</summary>
    public JournalLine? Find(string output)
    {
        lock (_gate)
        {
            return _state.Find(output);
        }
    }

    /// <summary>Last line about each output.</summary>
    public IReadOnlyList<JournalLine> Outputs()
    {
        lock (_gate)
        {
            return [.. _state.Outputs];
        }
    }

    /// <summary>Appends a line and waits until the disk has it.</summary>
    /// <exception cref="IOException">The disk is full or gone; the journal is as it was.</exception>
    public void Add(JournalLine line)
    {
        lock (_gate)
        {
            Append(_stream, JournalFile.Write(line));
            _state.Add(line);
        }
    }

    /// <summary>Ends the lock.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>Refuses a journal of a batch that was asked for differently.</summary>
    /// <param name="state">The journal; an empty one fits every batch.</param>
    /// <param name="asked">Hash of what is asked for now.</param>
    /// <param name="command">The same for people.</param>
    /// <param name="folder">The folder for the message.</param>
    /// <exception cref="CliException">It is of another batch.</exception>
    public static void RequireSame(JournalState state, string asked, string command, string folder)
    {
        if (state.Header is JournalLine header && header.Asked != asked)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"'{PathText.Show(folder)}' holds another batch: it was begun with “{header.Command}”, now it is “{command}”. Nothing was changed.",
                "the same command with another --output-dir; or with --fresh, which makes every output again");
        }
    }

    private static BatchJournal Continue(string path, FileStream stream, JournalLine header, byte[] content)
    {
        JournalState state = Read(path, content, out int whole);
        stream.SetLength(whole);
        stream.Position = whole;
        if (state.Header is null)
        {
            Append(stream, JournalFile.Write(header));
            state.Add(header);
        }

        RequireSame(state, header.Asked!, header.Command!, Path.GetDirectoryName(path)!);
        return new BatchJournal(path, stream, state);
    }

    private static BatchJournal Restart(string path, FileStream stream, JournalLine header, byte[] content)
    {
        // What the folder's batch wrote stays its own, to be replaced; all else is forgotten.
        var state = new JournalState();
        state.Add(header);
        foreach (JournalLine line in JournalFile.Salvage(content).Outputs.Where(line => line.Kind != JournalKind.Failed))
        {
            state.Add(line.Kind == JournalKind.Begun ? line : new JournalLine
            {
                Kind = JournalKind.Former,
                Output = line.Output,
                Bytes = line.Bytes,
                Sha256 = line.Sha256,
            });
        }

        stream.SetLength(0);
        Append(stream, [.. JournalFile.Write(header), .. state.Outputs.SelectMany(JournalFile.Write)]);
        return new BatchJournal(path, stream, state);
    }

    private static JournalState Read(string path, byte[] content, out int whole)
    {
        try
        {
            return JournalFile.Read(content, out whole);
        }
        catch (InvalidDataException damage)
        {
            throw new CliException(
                ExitCode.Failed,
                $"The journal '{PathText.Show(path)}' is damaged at {damage.Message}; nothing was changed.",
                "delete that line to keep what the others say; or the same command with --fresh, which makes every output again, or with another --output-dir");
        }
    }

    private static FileStream Lock(string path, OutputFolder folder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException reason) when (LockedCodes.Contains(reason.HResult))
        {
            throw new CliException(
                ExitCode.Failed, $"Another batch is writing into '{PathText.Show(folder.Path)}' now; two at once would undo each other's work.", "the same command when it has ended, or with another --output-dir");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"The output folder '{PathText.Show(folder.Path)}' cannot be written to: {reason.Message}", $"ls -ld {Shell.Quote(folder.Path)}");
        }
    }

    private static void Append(FileStream stream, byte[] bytes)
    {
        long before = stream.Length;
        try
        {
            stream.Position = before;
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half a line would be tolerated as torn, but not if another followed it.
            stream.SetLength(before);
            throw;
        }
    }
}
