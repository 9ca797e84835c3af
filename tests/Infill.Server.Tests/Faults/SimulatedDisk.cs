namespace Infill.Server.Tests.Faults;

/// <summary>A disk that has carried out a list of calls, and what would be left of it after a power cut.</summary>
/// <remarks>Nothing that was not synced need be there: data not before fsync of its file, names not before fsync of their folder.</remarks>
internal sealed class SimulatedDisk(string root)
{
    private readonly Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _durableNames = new(StringComparer.Ordinal);

    /// <summary>What is kept of what was not synced.</summary>
    public enum Loss
    {
        /// <summary>Nothing.</summary>
        All,

        /// <summary>Names, but no data behind them: files are empty or old.</summary>
        Data,

        /// <summary>Everything: only the process is gone.</summary>
        Nothing,
    }

    /// <summary>Carries a call out; true if it was one of the disk's, below the root.</summary>
    public bool Apply(Syscall call)
    {
        switch (call.Name)
        {
            case "openat" when Inside(call.Opened) is string opened && call.Arguments.Contains("O_CREAT", StringComparison.Ordinal):
                if (!_names.TryGetValue(opened, out Node? file))
                {
                    _names[opened] = file = new Node();
                }

                file.Resize(call.Arguments.Contains("O_TRUNC", StringComparison.Ordinal) ? 0 : file.Data.Length);
                return true;
            case "pwrite64" when Find(call) is Node written:
                written.Write(call.Data[0].AsSpan(0, (int)call.Result), call.LastNumber);
                return true;
            case "write" when Find(call) is Node appended:
                appended.Write(call.Data[0].AsSpan(0, (int)call.Result), appended.Data.Length);
                return true;
            case "ftruncate" when Find(call) is Node cut:
                cut.Resize(call.LastNumber);
                return true;
            case "fsync" or "fdatasync" when Find(call) is Node synced:
                synced.Sync();
                return true;
            case "fsync" when Inside(call.File) is string folder:
                SyncNames(folder);
                return true;
            case "rename" when Inside(call.Text(0)) is string from && Inside(call.Text(1)) is string to:
                _names.Remove(from, out Node? moved);
                _names[to] = moved!;
                return true;
            case "unlink" when Inside(call.Text(0)) is string gone:
                return _names.Remove(gone);
            default:
                return false;
        }
    }

    /// <summary>Writes what is left into a folder.</summary>
    public void Restore(string folder, Loss loss)
    {
        foreach ((string name, Node node) in loss == Loss.All ? _durableNames : _names)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, loss == Loss.Nothing ? node.Data : node.Durable);
        }
    }

    private Node? Find(Syscall call) => Inside(call.File) is string name ? _names.GetValueOrDefault(name) : null;

    private string? Inside(string path) => path == root ? "" : path.StartsWith(root + "/", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal) ? path[(root.Length + 1)..] : null;

    private void SyncNames(string folder)
    {
        foreach (string name in _durableNames.Keys.Where(name => FolderOf(name) == folder && !_names.ContainsKey(name)).ToArray())
        {
            _durableNames.Remove(name);
        }

        foreach ((string name, Node node) in _names.Where(pair => FolderOf(pair.Key) == folder))
        {
            _durableNames[name] = node;
        }
    }

    private static string FolderOf(string name) => Path.GetDirectoryName(name)!;

    private sealed class Node
    {
        public byte[] Data { get; private set; } = [];

        public byte[] Durable { get; private set; } = [];

        public void Write(ReadOnlySpan<byte> bytes, long at)
        {
            byte[] data = new byte[Math.Max(Data.Length, at + bytes.Length)];
            Data.CopyTo(data, 0);
            bytes.CopyTo(data.AsSpan((int)at));
            Data = data;
        }

        public void Resize(long length)
        {
            byte[] data = Data;
            Array.Resize(ref data, (int)length);
            Data = data;
        }

        // Every change makes a new array, so the old one can be kept as it is.
        public void Sync() => Durable = Data;
    }
}
