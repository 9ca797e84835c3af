using System.Diagnostics;
using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Weights;

public sealed class WeightFileTests
{
    [Fact]
    public void Map_AndRead_GiveTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. Enumerable.Range(0, 9000).Select(i => (byte)(i * 31))];
        using WeightFile file = WeightFile.Open(folder.Write("x.safetensors", content));
        byte[] read = new byte[5000];

        file.Read(3000, read);

        Assert.Equal(content[3000..8000], read);
        Assert.Equal(content[3000..8000], file.Map(3000, 5000).ToArray());
        Assert.True(file.Map(9000, 0).IsEmpty);
        file.RequireUnchanged();
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue - 5, 10)]
    [InlineData(long.MinValue, 0)]
    public void Map_RangeBeyondTheFile_IsRefused(long offset, int length)
    {
        using var folder = new TemporaryFolder();
        using WeightFile file = WeightFile.Open(folder.Write("x.safetensors", new byte[10]));

        Assert.Throws<ModelException>(() => file.Map(offset, length));
        Assert.Throws<ModelException>(() => file.Read(offset, new byte[length]));
    }

    public static TheoryData<string, Action<string>> Changes() => new()
    {
        { "a byte", path => Touch(path, stream => stream.WriteByte(7)) },
        { "longer", path => Touch(path, stream => stream.SetLength(11)) },
        { "cut", path => Touch(path, stream => stream.SetLength(3)) },
        { "another file under the name", path => { File.Copy(path, path + ".new"); File.Move(path + ".new", path, overwrite: true); } },
        { "gone", File.Delete },
    };

    [Theory, MemberData(nameof(Changes))]
    public void RequireUnchanged_AfterAChange_NamesTheFile(string what, Action<string> change)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file cannot be changed.");
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.safetensors", new byte[10]);
        using WeightFile file = WeightFile.Open(path);
        file.RequireUnchanged();

        change(path);

        ModelException refusal = Assert.Throws<ModelException>(file.RequireUnchanged);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Read_FileCutMeanwhile_IsAnErrorNotACrash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file cannot be cut.");
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.safetensors", new byte[10]);
        using WeightFile file = WeightFile.Open(path);
        Touch(path, stream => stream.SetLength(4));

        Assert.Contains("changed", Assert.Throws<ModelException>(() => file.Read(2, new byte[8])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Pipe_IsRefusedWithoutWaiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No named files for pipes.");
        using var folder = new TemporaryFolder();
        string pipe = folder.File("pipe.safetensors");
        using (Process make = Process.Start("mkfifo", pipe))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(folder.File("link.safetensors"), "pipe.safetensors");

        foreach (string path in new[] { pipe, folder.File("link.safetensors") })
        {
            Assert.Contains("pipe", Assert.Throws<ModelException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/dev/zero", "device")]
    [InlineData("/dev", "folder")]
    [InlineData("/nowhere/at/all", "does not exist")]
    public void Open_NoRegularFile_SaysWhatItIs(string path, string what)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices have other names elsewhere.");

        ModelException refusal = Assert.Throws<ModelException>(() => WeightFile.Open(path));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(what == "does not exist", refusal.Fault == ModelFault.Missing);
    }

    [Fact]
    public void Open_ThroughLinks_KnowsTheRealFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("Ordner mit Ü und 空"));
        string real = folder.Write("Ordner mit Ü und 空/x.safetensors", new byte[10]);
        Directory.CreateSymbolicLink(folder.File("link"), "Ordner mit Ü und 空");

        using WeightFile file = WeightFile.Open(folder.File("link/../link/x.safetensors"));

        Assert.Equal(RealPath.Of(real), file.RealFile);
        Assert.Equal(10, file.Length);
    }

    private static void Touch(string path, Action<FileStream> change)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        change(stream);
    }
}
