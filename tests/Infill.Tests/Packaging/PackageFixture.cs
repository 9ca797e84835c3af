using System.Runtime.InteropServices;
using Infill.Tests.Style;
using Infill.Tests.Support;

namespace Infill.Tests.Packaging;

/// <summary>The packages, for the platform of the tests, packed once; and the tool installed from them.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackageFixture()
    {
        File.WriteAllText(_folder.File("nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="built" value="{Packages}" />
              </packageSources>
            </configuration>
            """);
        string[] quick = ["-c", "Release", "-o", Packages, "-p:RunAnalyzers=false"];
        Dotnet.Run(SourceTree.Root, ["pack", "src/Infill", "--no-build", .. quick]);
        // Compiled ahead assembly by assembly: the framework's part of the one image would take as long as all the rest.
        Dotnet.Run(SourceTree.Root, ["pack", "src/Infill.Cli", $"-p:RuntimeIdentifiers={Platform}", "-p:PublishReadyToRunComposite=false", .. quick]);
        Dotnet.Run(_folder.Path, "tool", "install", "Infill.Cli", "--tool-path", Tools, "--configfile", "nuget.config");
    }

    /// <summary>"linux-x64".</summary>
    public static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Folder of the .nupkg files.</summary>
    public string Packages => _folder.File("packages");

    /// <summary>Folder that the tool was installed into.</summary>
    public string Tools => _folder.File("tools");

    /// <summary>The command that the installation made.</summary>
    public string Command => Path.Combine(Tools, OperatingSystem.IsWindows() ? "infill.exe" : "infill");

    /// <summary>Path of a package.</summary>
    public string Package(string id) => Directory.EnumerateFiles(Packages, id + ".*.nupkg")
        .Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]));

    public void Dispose() => _folder.Dispose();
}
