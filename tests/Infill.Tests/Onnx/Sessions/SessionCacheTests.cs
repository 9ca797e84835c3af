using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Sessions;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Graphs;
using Infill.Tests.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Sessions;

public sealed class SessionCacheTests : IDisposable
{
    /// <summary>Share of the largest value.</summary>
    private const double Tolerance = 1e-4;

    // A convolution whose weights the runtime brings into another layout.
    private const int Channels = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly SessionCacheOptions _options;
    private readonly float[] _expected;

    public SessionCacheTests()
    {
        WriteModel();
        _options = new SessionCacheOptions { Folder = _folder.File("sessions"), LeastBytes = 0 };
        _expected = Run(null);
    }

    private string[] Entries => Directory.Exists(_options.Folder) ? Directory.GetDirectories(_options.Folder) : [];

    private string Entry => Assert.Single(Entries);

    [Fact]
    public void Load_SecondTime_TakesTheEntryAndGivesTheSame()
    {
        float[] first = Run(_options);
        DateTime made = File.GetLastWriteTimeUtc(Path.Combine(Entry, SessionEntry.StampName));
        float[] second = Run(_options);

        GoldenAssert.Near(_expected, first, Tolerance, "while it is written");
        GoldenAssert.Near(_expected, second, Tolerance, "from the entry");
        Assert.Equal(made, File.GetLastWriteTimeUtc(Path.Combine(Entry, SessionEntry.StampName)));
        Assert.Equal(["graph.onnx", "stamp", "weights.bin"], Directory.GetFiles(Entry).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    // A sound entry is taken as it is: other weights in it, sealed anew, must show.
    [Fact]
    public void Load_SealedEntry_IsReallyUsed()
    {
        Run(_options);
        var entry = new SessionEntry(Entry, new SessionKey(ReadKey()));
        byte[] weights = File.ReadAllBytes(Path.Combine(Entry, SessionEntry.WeightsName));
        Array.Clear(weights, weights.Length / 2, weights.Length / 2);
        File.WriteAllBytes(Path.Combine(Entry, SessionEntry.WeightsName), weights);
        File.Delete(Path.Combine(Entry, SessionEntry.StampName));
        string place = Entry;
        string aside = _folder.File("aside");
        Directory.Move(place, aside);
        (entry with { Folder = aside }).Seal(place);

        Assert.NotEqual(_expected, Run(_options));
    }

    [Theory]
    [InlineData(SessionEntry.GraphName, 0), InlineData(SessionEntry.GraphName, 100)]
    [InlineData(SessionEntry.WeightsName, 0), InlineData(SessionEntry.WeightsName, 4096)]
    [InlineData(SessionEntry.StampName, 0), InlineData(SessionEntry.StampName, 10)]
    public void Load_FileWasCut_IsMadeAgain(string name, int length) => AssertMadeAgain(() =>
    {
        using FileStream file = File.Open(Path.Combine(Entry, name), FileMode.Open, FileAccess.Write);
        file.SetLength(length);
    });

    [Theory, InlineData(SessionEntry.GraphName), InlineData(SessionEntry.WeightsName), InlineData(SessionEntry.StampName)]
    public void Load_ByteWasChanged_IsMadeAgain(string name) => AssertMadeAgain(() =>
    {
        using FileStream file = File.Open(Path.Combine(Entry, name), FileMode.Open, FileAccess.ReadWrite);
        file.Position = file.Length / 2;
        int value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ 0x40));
    });

    [Theory, InlineData(SessionEntry.GraphName), InlineData(SessionEntry.WeightsName), InlineData(SessionEntry.StampName)]
    public void Load_FileIsGone_IsMadeAgain(string name) => AssertMadeAgain(() => File.Delete(Path.Combine(Entry, name)));

    [Theory, InlineData(SessionEntry.GraphName), InlineData(SessionEntry.WeightsName), InlineData(SessionEntry.StampName)]
    public void Load_FileThatOthersMayWrite_IsMadeAgain(string name) => AssertMadeAgain(() =>
    {
        if (OperatingSystem.IsWindows())
        {
            File.Delete(Path.Combine(Entry, name));
        }
        else
        {
            File.SetUnixFileMode(Path.Combine(Entry, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        }
    });

    [Fact]
    public void Load_LinkInPlaceOfTheWeights_IsMadeAgain() => AssertMadeAgain(() =>
    {
        string weights = Path.Combine(Entry, SessionEntry.WeightsName);
        File.Move(weights, _folder.File("elsewhere"));
        File.CreateSymbolicLink(weights, _folder.File("elsewhere"));
    });

    [Fact]
    public void Load_FolderThatOthersMayWrite_IsNotUsed()
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_options.Folder);
            File.SetUnixFileMode(_options.Folder, (UnixFileMode)0b111_111_111);

            Assert.Equal(_expected.Length, Run(_options).Length);
            Assert.Empty(Entries);
        }
    }

    [Fact]
    public void Load_OtherWeights_HaveTheirOwnEntry()
    {
        Run(_options);
        WriteModel();
        float[] again = Run(_options);

        GoldenAssert.Near(_expected, again, Tolerance, "from the new file");
        Assert.Equal(2, Entries.Length);
    }

    [Fact]
    public void Load_BeyondTheLimit_DropsTheOldest()
    {
        Run(_options);
        string oldest = Entry;
        File.SetLastAccessTimeUtc(Path.Combine(oldest, SessionEntry.StampName), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        long size = new DirectoryInfo(oldest).GetFiles().Sum(f => f.Length);
        WriteModel();

        Run(_options with { MostBytes = size * 3 / 2 });

        Assert.NotEqual(oldest, Entry);
    }

    [Fact]
    public void Load_SmallNetwork_IsNotKept()
    {
        Run(_options with { LeastBytes = 1_000_000_000 });

        Assert.Empty(Entries);
    }

    [Fact]
    public void Load_FolderCannotBeMade_RunsWithout()
    {
        string file = _folder.Write("taken", [1]);

        Assert.Equal(_expected.Length, Run(_options with { Folder = Path.Combine(file, "sessions") }).Length);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertMadeAgain(Action spoil)
    {
        Run(_options);
        spoil();

        GoldenAssert.Near(_expected, Run(_options), Tolerance, "after the damage");
        Assert.NotNull(new SessionEntry(Entry, new SessionKey(ReadKey())).Read());
    }

    // The stamp is the key's lines and two more.
    private string ReadKey() => string.Concat(File.ReadAllLines(Path.Combine(Entry, SessionEntry.StampName)).SkipLast(2).Select(line => $"{line}\n"));

    private void WriteModel() => _folder.Write(
        "small.safetensors",
        TestSafetensors.Of(("weight", [Channels, Channels, 3, 3], SmallGraph.Numbers(Channels * Channels * 9, 1)), ("bias", [Channels], SmallGraph.Numbers(Channels, 2))));

    private float[] Run(SessionCacheOptions? cache)
    {
        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("small.safetensors"));
        var source = new TensorSource("small", file.Names.Select(name => file.Find(name)!));
        var options = new OnnxOptions { Cache = cache, Threads = 1 };
        using OnnxModel network = NetworkSession.Load("small", source, Write, options);
        var input = new OnnxTensor(SmallGraph.Numbers(Channels * 5 * 7, 3), 1, Channels, 5, 7);
        return network.Run(new Dictionary<string, OnnxTensor> { ["x"] = input }, ["y"], TestContext.Current.CancellationToken)[0].Floats;
    }

    private static void Write(NetworkWeights weights)
    {
        Value x = weights.Graph.Input("x", ElementType.Float, "batch", $"{Channels}", "height", "width");
        weights.Graph.Output(weights.Root.Conv(x, Channels, Channels, ConvGeometry.Same), "y", ElementType.Float);
    }
}
