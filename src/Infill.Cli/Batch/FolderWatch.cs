using System.Globalization;
using Infill.Cli.Inputs;

namespace Infill.Cli.Batch;

/// <summary>Finds the pictures of a folder whose size, and whose mask's size, stood still between two looks.</summary>
/// <param name="root">The folder; all below it is watched, too.</param>
/// <param name="options">What is left out: outputs, masks.</param>
/// <param name="findMask">The mask of a picture; null = it is not there yet, and the picture waits for it. An empty text = none is needed, or it is for others to refuse.</param>
internal sealed class FolderWatch(string root, InputOptions options, Func<InputFile, string?> findMask)
{
    private readonly HashSet<InputFailure> _told = [];
    private Dictionary<string, WatchedFile> _files = new(StringComparer.Ordinal);

    /// <summary>Pictures that were seen and never handed on: they wait for a mask, are empty, or still change.</summary>
    public IReadOnlyList<InputFile> Waiting => [.. _files.Values.Where(f => !f.IsGiven).Select(f => f.File)];

    /// <summary>True if a picture of <see cref="Waiting"/> has no mask yet.</summary>
    public bool LacksMask(InputFile file) => findMask(file) is null;

    /// <summary>Looks once.</summary>
    /// <returns>Pictures that are ready, each once and again only if it changes; and what cannot be taken, each once.</returns>
    public InputSet Look()
    {
        InputSet found = new FolderWalk(PathPattern.OfFolder(root, recursive: true), options).Run();
        var now = new Dictionary<string, WatchedFile>(StringComparer.Ordinal);
        var ready = new List<InputFile>();
        foreach (InputFile file in found.Files)
        {
            WatchedFile? before = _files.GetValueOrDefault(file.Path);
            string? stamp = StampOf(file);
            bool isReady = stamp is not null && before is { IsGiven: false } && before.Stamp == stamp;
            now[file.Path] = new WatchedFile(file, stamp ?? "", isReady || (before is { IsGiven: true } && before.Stamp == stamp));
            if (isReady)
            {
                ready.Add(file);
            }
        }

        _files = now;
        return new InputSet { Files = ready, Failures = [.. found.Failures.Where(_told.Add)] };
    }

    /// <summary>Null while there is nothing to work on: no mask, an empty file, a file that has just gone.</summary>
    private string? StampOf(InputFile file) =>
        findMask(file) is string mask && Stamp(file.Path) is string picture
            ? $"{picture} {(mask.Length > 0 ? Stamp(mask) : "")}"
            : null;

    private static string? Stamp(string path)
    {
        try
        {
            // A link has a length and time of its own; what counts is the file behind it.
            FileSystemInfo target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            return target is FileInfo { Exists: true, Length: > 0 } file
                ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}")
                : null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
