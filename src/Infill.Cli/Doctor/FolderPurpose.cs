namespace Infill.Cli.Doctor;

/// <summary>What a folder is for.</summary>
internal enum FolderPurpose
{
    /// <summary>Where the command runs and relative outputs go.</summary>
    Current,

    /// <summary>The system's folder for passing files.</summary>
    Temporary,

    /// <summary>Where the user's infill.json lies.</summary>
    Configuration,
}
