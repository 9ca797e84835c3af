using Infill.Cli.Inputs;

namespace Infill.Cli.Batch;

/// <summary>Finds each picture's mask in a folder of masks: photos/a/b.jpg has masks/a/b.png, or any other of the six formats.</summary>
/// <param name="root">The folder of masks.</param>
internal sealed class MaskFolder(string root)
{
    private readonly Dictionary<string, ILookup<string, string>> _folders = new(StringComparer.Ordinal);

    /// <summary>Path of the one mask of a picture.</summary>
    /// <param name="relative">The picture's path below its own folder.</param>
    /// <exception cref="CliException">There is none, or more than one.</exception>
    public string Find(string relative)
    {
        string folder = Path.GetDirectoryName(relative) ?? "";
        string stem = Path.GetFileNameWithoutExtension(relative);
        string[] found = [.. NamesOf(relative)];
        string shown = PathText.Show(Path.Join(root, folder, stem));
        return found.Length switch
        {
            1 => Path.Join(root, folder, found[0]),
            0 => throw new CliException(ExitCode.Failed, $"There is no mask '{shown}' with any picture extension (.png .tif .webp .jpg .avif .gif)."),
            _ => throw new CliException(
                ExitCode.Failed, $"There are {found.Length} masks '{shown}': {string.Join(", ", found.Select(PathText.Show))}; there must be exactly one."),
        };
    }

    /// <summary>How many masks a picture has; one is right.</summary>
    /// <exception cref="CliException">The folder cannot be listed.</exception>
    public int Count(string relative) => NamesOf(relative).Count();

    /// <summary>Forgets what was listed: files may have come since.</summary>
    public void Refresh() => _folders.Clear();

    private IEnumerable<string> NamesOf(string relative) =>
        NamesIn(Path.GetDirectoryName(relative) ?? "")[Path.GetFileNameWithoutExtension(relative)];

    private ILookup<string, string> NamesIn(string folder)
    {
        if (!_folders.TryGetValue(folder, out ILookup<string, string>? names))
        {
            names = List(Path.Join(root, folder)).ToLookup(name => Path.GetFileNameWithoutExtension(name), StringComparer.Ordinal);
            _folders[folder] = names;
        }

        return names;
    }

    private static IEnumerable<string> List(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? FolderListing.Read(folder).Where(e => !e.IsFolder && e.IsReachable && PictureName.IsPicture(e.Name) && !PictureName.IsOwn(e.Name)).Select(e => e.Name)
                : [];
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"The folder of masks '{PathText.Show(folder)}' cannot be listed: {reason.Message}");
        }
    }
}
