namespace Infill.Tests.Cli.Settings;

/// <summary>The kind of run in which a setting shows.</summary>
internal enum SettingScene
{
    /// <summary>A removal with the embedded engine.</summary>
    Job,

    /// <summary>A batch of two jobs that fail in a way that can pass.</summary>
    Batch,

    /// <summary>A replacement with a tiny model; without one it has none.</summary>
    Model,
}
