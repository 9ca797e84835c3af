namespace Infill.Server.Tests.Support;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    /// <summary>Folder that holds Infill.slnx.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Infill.slnx")) ? folder.FullName : Find(folder.Parent!);
}
