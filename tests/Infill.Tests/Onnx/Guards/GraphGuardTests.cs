using System.Diagnostics;
using Infill.Onnx;
using Infill.Onnx.Guards;
using Infill.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Guards;

public sealed class GraphGuardTests
{
    [Fact]
    public void Load_WeightsInTheGraph_Runs()
    {
        using var folder = new TemporaryFolder();
        using CheckedGraph graph = GraphGuard.Open(folder.Write("m.onnx", TestGraphs.Inner()));

        Assert.Equal([2f, 6f, 12f, 20f], Run(graph));
    }

    [Theory]
    [InlineData("w.bin", 0)]
    [InlineData("w.bin", 4096)]
    [InlineData("weights/Gewicht Ü 空.bin", 16)]
    public void Load_WeightsBesideTheGraph_Runs(string location, int offset)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("weights"));
        folder.Write(location, [.. new byte[offset], .. TestGraphs.Weights]);
        using CheckedGraph graph = GraphGuard.Open(folder.Write("m.onnx", TestGraphs.Outer(location, offset)));

        Assert.Equal([2f, 6f, 12f, 20f], Run(graph));
        Assert.Equal(offset + 16 + new FileInfo(folder.File("m.onnx")).Length, graph.Length);
    }

    // The layout of the Hugging Face cache: the graph and its weights are links into a folder where they have other names.
    [Fact]
    public void Load_ThroughLinksIntoOneFolder_Runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("blobs"));
        Directory.CreateDirectory(folder.File("snapshots/1/unet"));
        folder.Write("blobs/abc", TestGraphs.Outer("model.onnx_data"));
        folder.Write("blobs/def", TestGraphs.Weights);
        File.CreateSymbolicLink(folder.File("snapshots/1/unet/model.onnx"), "../../../blobs/abc");
        File.CreateSymbolicLink(folder.File("snapshots/1/unet/model.onnx_data"), "../../../blobs/def");

        using CheckedGraph graph = GraphGuard.Open(folder.File("snapshots/1/unet/model.onnx"));

        Assert.Equal([2f, 6f, 12f, 20f], Run(graph));
    }

    [Fact]
    public void Open_LinkOutOfTheFolder_IsRefusedWithItsTarget()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        other.Write("secret", TestGraphs.Weights);
        File.CreateSymbolicLink(folder.File("w.bin"), other.File("secret"));
        string path = folder.Write("m.onnx", TestGraphs.Outer("w.bin"));

        ModelException refusal = Assert.Throws<ModelException>(() => GraphGuard.Open(path));

        Assert.Contains("leads out of the folder", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 16, "has 16")]
    [InlineData(16, 16, "has 16")]
    [InlineData(long.MaxValue, 16, "has 16")]
    public void Open_RangeBeyondTheFile_IsRefused(long offset, long length, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("w.bin", TestGraphs.Weights);
        string path = folder.Write("m.onnx", TestGraphs.Outer("w.bin", offset, length));

        Assert.Contains(reason, Assert.Throws<ModelException>(() => GraphGuard.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightsMissing_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.onnx", TestGraphs.Outer("w.bin"));

        ModelException missing = Assert.Throws<ModelException>(() => GraphGuard.Open(path));

        Assert.Equal(ModelFault.Missing, missing.Fault);
        Assert.Contains("w.bin", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("folder")]
    public void Open_WeightsOfAnotherKind_IsRefusedWithoutWaiting(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No named files for pipes.");
        using var folder = new TemporaryFolder();
        Make(kind, folder.File("w.bin"));
        string path = folder.Write("m.onnx", TestGraphs.Outer("w.bin"));

        Assert.Contains(kind, Assert.Throws<ModelException>(() => GraphGuard.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("folder")]
    public void Open_GraphOfAnotherKind_IsRefusedWithoutWaiting(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No named files for pipes.");
        using var folder = new TemporaryFolder();
        Make(kind, folder.File("m.onnx"));

        Assert.Contains(kind, Assert.Throws<ModelException>(() => GraphGuard.Open(folder.File("m.onnx"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m.onnx")]
    [InlineData("w.bin")]
    public void Load_ChangedSinceTheCheck_IsRefusedWithTheName(string changed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file cannot be changed.");
        using var folder = new TemporaryFolder();
        folder.Write("w.bin", TestGraphs.Weights);
        using CheckedGraph graph = GraphGuard.Open(folder.Write("m.onnx", TestGraphs.Outer("w.bin")));

        File.WriteAllBytes(folder.File("new"), File.ReadAllBytes(folder.File(changed)));
        File.Move(folder.File("new"), folder.File(changed), overwrite: true);

        Assert.Contains(changed, Assert.Throws<ModelException>(() => graph.Load("m", new OnnxOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LargerThanTheLimit_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.onnx", TestGraphs.Inner());

        ModelException limit = Assert.Throws<ModelException>(() => GraphGuard.Open(path, new GraphLimits { MostBytes = 100 }));

        Assert.Equal(ModelFault.Limit, limit.Fault);
        Assert.Contains("at most 100", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TooManyFiles_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("w.bin", TestGraphs.Weights);
        string path = folder.Write("m.onnx", TestGraphs.Outer("w.bin"));

        Assert.Equal(ModelFault.Limit, Assert.Throws<ModelException>(() => GraphGuard.Open(path, new GraphLimits { MostFiles = 0 })).Fault);
    }

    [Fact]
    public void Open_Refused_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.onnx", "not a protobuf"u8);

        Assert.StartsWith(path, Assert.Throws<ModelException>(() => GraphGuard.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ChecksAlike_AndLeavesTheFileOpen()
    {
        using var folder = new TemporaryFolder();
        using WeightFile sound = WeightFile.Open(folder.Write("m.onnx", TestGraphs.Inner()));
        using WeightFile missing = WeightFile.Open(folder.Write("n.onnx", TestGraphs.Outer("w.bin")));
        using WeightFile rubbish = WeightFile.Open(folder.Write("o.onnx", "rubbish"u8));

        Assert.Equal("x", Assert.Single(GraphGuard.Look(sound).Inputs).Name);
        Assert.Throws<ModelException>(() => GraphGuard.Look(missing));
        Assert.Throws<ModelException>(() => GraphGuard.Look(rubbish));
        sound.RequireUnchanged();
    }

    private static float[] Run(CheckedGraph graph)
    {
        using OnnxModel model = graph.Load("m", new OnnxOptions { Threads = 1 });
        return model.Run(new Dictionary<string, OnnxTensor> { ["x"] = new([1f, 2f, 3f, 4f], 1, 4) }, ["y"], CancellationToken.None)[0].Floats;
    }

    private static void Make(string kind, string path)
    {
        if (kind == "folder")
        {
            Directory.CreateDirectory(path);
            return;
        }

        using Process make = Process.Start("mkfifo", path);
        make.WaitForExit();
    }
}
