using Infill.Imaging;

namespace Infill.Sessions;

/// <summary>An edit history in a folder: <c>session.json</c>, and every content in <c>contents/</c> under its SHA-256.</summary>
/// <remarks>A new state is one renamed file: whatever ends the program, the session is as before or as after. Opening reads every
/// content again, so a folder that was changed by hand is refused. One program at a time works in a session.</remarks>
public sealed class SessionFolder : IDisposable
{
    private const string LogName = "session.json";
    private const string ContentsName = "contents";
    private const string LockName = ".lock";
    private const long LargestLog = 16 << 20;

    private readonly FileStream _lock;

    private SessionFolder(string path, SessionLog log, FileStream held) => (FolderPath, Log, _lock) = (path, log, held);

    /// <summary>As the user named it.</summary>
    public string FolderPath { get; }

    /// <summary>What is in it.</summary>
    public SessionLog Log { get; private set; }

    /// <summary>File of the picture as it is now.</summary>
    public string Current => PathOf(Log.CurrentHash());

    /// <summary>Begins a session.</summary>
    /// <param name="path">A folder that is not there, or an empty one.</param>
    /// <param name="source">The picture's file; it is copied.</param>
    /// <exception cref="SessionException">The folder holds something, or cannot be made.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public static SessionFolder Create(string path, string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new SessionException($"'{path}' is there already; a session begins in a new or empty folder.") { IsWrongUse = true };
        }

        Directory.CreateDirectory(Path.Combine(path, ContentsName));
        FileStream held = Hold(path);
        try
        {
            string hash = Take(path, source);
            var folder = new SessionFolder(path, new SessionLog { Name = Path.GetFileName(source), Source = hash, Steps = [], Position = 0 }, held);
            folder.Write(folder.Log);
            return folder;
        }
        catch
        {
            held.Dispose();
            Directory.Delete(path, recursive: true);
            throw;
        }
    }

    /// <summary>Opens a session and checks all of it.</summary>
    /// <exception cref="SessionException">No session, in use by another program, or changed by hand; the message names the differing hash.</exception>
    public static SessionFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string log = Path.Combine(path, LogName);
        if (!File.Exists(log))
        {
            throw new SessionException($"'{path}' holds no session ({LogName}); begin one with: infill session new FOLDER PHOTO") { IsWrongUse = true };
        }

        FileStream held = Hold(path);
        try
        {
            return new SessionFolder(path, Check(path, log), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>File of a content.</summary>
    /// <param name="hash">From the log.</param>
    public string PathOf(string hash) => PathOf(FolderPath, hash);

    /// <summary>Takes contents that are on disk and applies a step.</summary>
    /// <param name="step">The edit; its contents must have been taken in (<see cref="Take(string)"/>).</param>
    /// <exception cref="SessionException">It does not begin at the picture as it is now, or the session is full; nothing is changed.</exception>
    public void Apply(SessionStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Before != Log.CurrentHash())
        {
            throw new SessionException($"The step begins at {step.Before}, the session stands at {Log.CurrentHash()}; edit the picture as it is now.") { IsWrongUse = true };
        }

        Write(Log.With(step));
    }

    /// <summary>Undoes (below 0) or redoes (above 0) so many steps.</summary>
    /// <exception cref="SessionException">There are not so many; nothing is changed.</exception>
    public void Move(int by) => Write(Log.Moved(by));

    /// <summary>Copies a file into the session's contents.</summary>
    /// <returns>Its SHA-256, lower case.</returns>
    public string Take(string file) => Take(FolderPath, file);

    /// <summary>Writes bytes into the session's contents.</summary>
    /// <returns>Their SHA-256, lower case.</returns>
    public string Take(byte[] bytes)
    {
        string hash = Sha256.Hash(bytes);
        if (!File.Exists(PathOf(hash)))
        {
            AtomicFile.Write(PathOf(hash), overwrite: true, stream => stream.Write(bytes));
        }

        return hash;
    }

    /// <summary>Lets other programs in.</summary>
    public void Dispose() => _lock.Dispose();

    private static string PathOf(string path, string hash) => Path.Combine(path, ContentsName, hash);

    private static string Take(string path, string file)
    {
        string hash;
        using (FileStream read = File.OpenRead(file))
        {
            hash = Sha256.Hash(read);
        }

        if (!File.Exists(PathOf(path, hash)))
        {
            AtomicFile.Write(PathOf(path, hash), overwrite: true, stream =>
            {
                using FileStream read = File.OpenRead(file);
                read.CopyTo(stream);
            });
            RequireContent(path, hash);
        }

        return hash;
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SessionException($"The session '{path}' cannot be held: {e.Message} Does another program work in it?", e);
        }
    }

    private static SessionLog Check(string path, string file)
    {
        if (new FileInfo(file).Length > LargestLog)
        {
            throw Changed(path, $"{LogName} has more than {LargestLog:N0} bytes");
        }

        SessionLog log;
        try
        {
            log = SessionJson.Deserialize(File.ReadAllBytes(file));
        }
        catch (InvalidDataException reason)
        {
            throw Changed(path, $"{LogName}: {reason.Message}");
        }

        if (log.FindProblem() is string problem)
        {
            throw Changed(path, $"{LogName}: {problem}");
        }

        if (log.SealOf() != log.Seal)
        {
            throw Changed(path, $"{LogName} has the SHA-256 {log.SealOf()}, its seal says {log.Seal}");
        }

        foreach (string hash in log.Contents())
        {
            RequireContent(path, hash);
        }

        return log;
    }

    private static void RequireContent(string path, string hash)
    {
        string file = PathOf(path, hash);
        if (!File.Exists(file))
        {
            throw Changed(path, $"{ContentsName}/{hash} is gone");
        }

        using FileStream read = File.OpenRead(file);
        string found = Sha256.Hash(read);
        if (found != hash)
        {
            throw Changed(path, $"{ContentsName}/{hash} has the SHA-256 {found}");
        }
    }

    private static SessionException Changed(string path, string how) =>
        new($"The session '{path}' was changed by hand or damaged: {how}. It is left as it is; bring the file back from a copy, or begin another session.");

    private void Write(SessionLog log)
    {
        SessionLog whole = log.Sealed();
        AtomicFile.Write(Path.Combine(FolderPath, LogName), overwrite: true, stream => stream.Write(SessionJson.Serialize(whole)));
        Log = whole;
    }
}
