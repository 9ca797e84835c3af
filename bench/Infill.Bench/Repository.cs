namespace Infill.Bench;

/// <summary>Paths of this repository, found upwards from the program.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Everything that the bench writes; git ignores it.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts", "bench");

    public static string CaseFile => Path.Combine(Root, "bench", "cases.json");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infill.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Infill.slnx above {AppContext.BaseDirectory}; run the bench from a clone of the repository.");
    }
}
