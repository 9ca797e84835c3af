using System.Diagnostics;
using Infill.Onnx;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Models;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>A whole model from wherever it lies, down to the pixels; and what must not be loaded.</summary>
public sealed class SdPlaceTests : IDisposable
{
    private const string UNetFile = "unet/diffusion_pytorch_model.safetensors";

    private readonly TemporaryFolder _folder = new();

    [Theory, InlineData("cache"), InlineData("link"), InlineData("read-only"), InlineData("Ordner mit Blanks – ünï©ode 模型")]
    public void Fill_FromAnyPlace_GivesTheSamePixels(string place)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var model = new TestModel("sd15", place == "cache" || place == "link" ? "model" : place);
        string path = place switch
        {
            "cache" => ModelFolderFormsTests.Cache(_folder, "sd15"),
            "link" => Directory.CreateSymbolicLink(_folder.File("link"), model.Path).FullName,
            _ => model.Path,
        };
        if (place == "read-only")
        {
            Protect(path, isProtected: true);
        }

        using SdRuntime here = SdRuntime.Open(new SdSetup { Path = path });
        using SdRuntime original = SdScene.Open("sd15");
        float[] filled = SdScene.Fill(here, SdScene.Tile()).Image.Values;
        Protect(path, isProtected: false);

        Assert.Equal(SdScene.Fill(original, SdScene.Tile()).Image.Values, filled);
        Assert.Equal(original.Info.Model!.Fingerprint, here.Info.Model!.Fingerprint);
    }

    [Theory, InlineData("link"), InlineData("pipe"), InlineData("folder")]
    public void Open_WhatIsNoFileOfTheModel_IsRefusedByName(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var model = new TestModel("sd15");
        string file = model.FileOf(UNetFile);
        File.Move(file, _folder.File("outside"));
        switch (what)
        {
            case "link":
                File.CreateSymbolicLink(file, _folder.File("outside"));
                break;
            case "pipe":
                using (Process make = Process.Start("mkfifo", file))
                {
                    make.WaitForExit();
                }

                break;
            default:
                Directory.CreateDirectory(file);
                break;
        }

        ModelException refusal = Assert.Throws<ModelException>(() => SdRuntime.Open(new SdSetup { Path = model.Path }));

        Assert.Contains(what == "folder" ? model.FileOf("unet") : file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_FileChangedBetweenCheckAndLoad_IsRefusedByName()
    {
        using var model = new TestModel("sd15");
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = model.Path });
        string file = model.FileOf(UNetFile);
        File.Copy(GoldenData.PathOf($"models/sd15/{UNetFile}"), _folder.File("copy"));
        File.Move(_folder.File("copy"), file, overwrite: true);

        ModelException refusal = Assert.Throws<ModelException>(() => SdScene.Fill(runtime, SdScene.Tile()));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Protect(string path, bool isProtected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path).Where(e => new FileInfo(e).LinkTarget is null))
        {
            UnixFileMode walk = Directory.Exists(entry) ? UnixFileMode.UserExecute : 0;
            File.SetUnixFileMode(entry, walk | UnixFileMode.UserRead | (isProtected ? 0 : UnixFileMode.UserWrite));
        }
    }
}
