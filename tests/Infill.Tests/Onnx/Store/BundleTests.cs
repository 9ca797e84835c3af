using System.Formats.Tar;
using System.Text;
using CsCheck;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Store;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>Models as one file, for machines without a network.</summary>
public sealed class BundleTests : IDisposable
{
    private static readonly string[] Part = ["README.md", "config.json", "diffusion_pytorch_model.safetensors"];

    private readonly TestHub _hub = new();
    private readonly TemporaryFolder _cache = new();
    private readonly TemporaryFolder _other = new();

    public BundleTests() => _hub.AddPart();

    [Fact]
    public void Import_Export_IsTheSameModelWithTheSameContents()
    {
        StoredModel model = Export(out string bundle);

        StoredModel copy = new ModelStore(_other.Path).Import(bundle);

        StoreAssert.Holds(copy, _hub.Files, Part);
        Assert.Equal((model.Id, model.Commit), (copy.Id, copy.Commit));
        Assert.Equal(model.Refs, copy.Refs);
        Assert.Equal(model.Files, copy.Files);
        StoreAssert.NothingWrongHasItsName(_other.Path);
    }

    [Fact]
    public void Export_Again_IsTheSameBytes()
    {
        Export(out string bundle);
        string second = _cache.File("second.tar");
        var store = new ModelStore(_cache.Path);
        store.Export(store.List()[0], second);

        Assert.Equal(File.ReadAllBytes(bundle), File.ReadAllBytes(second));
        Assert.Throws<ImageFileException>(() => store.Export(store.List()[0], second));
    }

    [Fact]
    public void Export_DamagedModel_WritesNothing()
    {
        StoredModel model = _hub.Pull(_cache.Path);
        string blob = _cache.File($"models--org--tiny/blobs/{TestHub.HashOf(_hub.Files["config.json"])}");
        File.SetAttributes(blob, FileAttributes.Normal);
        File.AppendAllText(blob, " ");

        Assert.Contains("damaged", Assert.Throws<ModelException>(() => new ModelStore(_cache.Path).Export(model, _cache.File("b.tar"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cache.Path));
    }

    [Fact]
    public void Import_AnyByteChanged_IsRefusedOrHarmless()
    {
        Export(out string bundle);
        byte[] sound = File.ReadAllBytes(bundle);
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte[1, 255]).Sample((at, flip) =>
        {
            using var cache = new TemporaryFolder();
            byte[] mutant = [.. sound];
            mutant[at] ^= flip;
            try
            {
                new ModelStore(cache.Path).Import(cache.Write("mutant.tar", mutant));
            }
            catch (ModelException)
            {
                // Refused, as it should be.
            }

            StoreAssert.NothingWrongHasItsName(cache.Path);
            Assert.DoesNotContain(Directory.EnumerateFiles(_other.Path, "*", SearchOption.AllDirectories), path => true);
        }, iter: 400);
    }

    [Fact]
    public void Import_CutAnywhere_NamesNoRevision()
    {
        Export(out string bundle);
        byte[] sound = File.ReadAllBytes(bundle);
        int lastContent = Array.FindLastIndex(sound, value => value != 0);
        Gen.Int[0, lastContent - 600].Sample(length =>
        {
            using var cache = new TemporaryFolder();
            Assert.Throws<ModelException>(() => new ModelStore(cache.Path).Import(cache.Write("cut.tar", sound.AsSpan(0, length))));
            Assert.Empty(new ModelStore(cache.Path).List());
        }, iter: 60);
    }

    [Theory]
    [InlineData("../evil.json", "leads out")]
    [InlineData("/evil.json", "slash")]
    [InlineData("a\\b.json", "backslash")]
    [InlineData("model.ckpt", "pickle")]
    public void Import_HostileName_IsRefused(string name, string why)
    {
        string bundle = Pack(Manifest(name), TarEntryType.RegularFile, $"files/{name}");

        Assert.Contains(why, Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(bundle)).Message, StringComparison.Ordinal);
        Assert.Equal(["bundle.tar"], Directory.EnumerateFileSystemEntries(_other.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Directory)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public void Import_EntryThatIsNoFile_IsRefused(TarEntryType type)
    {
        string bundle = Pack(Manifest("x.json"), type, "files/x.json");

        Assert.Contains("only files are taken", Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(bundle)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"infillBundle\":1", "\"infillBundle\":2", "version")]
    [InlineData("\"org/x\"", "\"../x\"", "names the model")]
    [InlineData("\"org/x\"", "\"org/x@y\"", "names the model")]
    [InlineData(TestHub.Commit, "../../x", "names the model")]
    [InlineData("[\"main\"]", "[\"../x\"]", "no name of a branch")]
    [InlineData("\"size\":2", "\"size\":-2", "no size and hashes")]
    [InlineData("\"size\":2", "\"size\":3", "where its manifest says")]
    [InlineData("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "54136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "hash")]
    public void Import_HostileManifest_IsRefused(string sound, string hostile, string why)
    {
        string bundle = Pack(Manifest("x.json").Replace(sound, hostile, StringComparison.Ordinal), TarEntryType.RegularFile, "files/x.json");

        Assert.Contains(why, Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(bundle)).Message, StringComparison.Ordinal);
        Assert.Empty(new ModelStore(_other.Path).List());
    }

    [Fact]
    public void Import_SoundHandmadeBundle_IsTaken() =>
        Assert.Equal("org/x", new ModelStore(_other.Path).Import(Pack(Manifest("x.json"), TarEntryType.RegularFile, "files/x.json")).Id);

    [Fact]
    public void Import_HeaderThatClaimsMoreThanThereIs_AllocatesNothing()
    {
        byte[] tar = new byte[2048];
        Encoding.ASCII.GetBytes("x").CopyTo(tar, 0);
        Encoding.ASCII.GetBytes("17777777777\0").CopyTo(tar, 124);
        tar[156] = (byte)'x';
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(tar, 257);
        string bundle = _other.Write("bundle.tar", tar);
        long before = GC.GetTotalAllocatedBytes();

        Assert.Contains("hostile", Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(bundle)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 << 20);
    }

    [Fact]
    public void Import_Folder_IsCopiedWithoutPicklesUnderItsName()
    {
        Directory.CreateDirectory(_cache.File("My model--x"));
        foreach ((string name, byte[] content) in _hub.Files)
        {
            _cache.Write($"My model--x/{name}", content);
        }

        StoredModel model = new ModelStore(_other.Path).Import(_cache.File("My model--x") + "/");

        StoreAssert.Holds(model, _hub.Files, Part);
        Assert.Equal(("local/My-model-x", "mit"), (model.Id, model.Licence));
        Assert.Equal(model.Commit, new ModelStore(_other.Path).Import(_cache.File("My model--x"), "me/renamed").Commit);
    }

    [Fact]
    public void Import_SnapshotOfAnotherCache_KeepsItsNameAndCommit()
    {
        _hub.Pull(_cache.Path);

        StoredModel model = new ModelStore(_other.Path).Import(_cache.File("models--org--tiny"));

        Assert.Equal(("org/tiny", TestHub.Commit), (model.Id, model.Commit));
    }

    [Theory]
    [InlineData("gone", "does not exist")]
    [InlineData("notes.txt", "no file")]
    [InlineData("a.ckpt", "pickle")]
    public void Import_NothingUsable_SaysWhy(string name, string why)
    {
        _cache.Write("notes.txt", [1]);
        _cache.Write("a.ckpt", [0x80, 2]);

        Assert.Contains(why, Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(_cache.File(name))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_LinkOutOfTheFolder_IsRefused()
    {
        Directory.CreateDirectory(_cache.File("model"));
        _cache.Write("model/config.json", _hub.Files["config.json"]);
        string secret = _cache.Write("secret", [1, 2, 3]);
        File.CreateSymbolicLink(_cache.File("model/diffusion_pytorch_model.safetensors"), secret);

        Assert.Contains("leads out of the model", Assert.Throws<ModelException>(() => new ModelStore(_other.Path).Import(_cache.File("model"))).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _hub.Dispose();
        _cache.Dispose();
        _other.Dispose();
    }

    private StoredModel Export(out string bundle)
    {
        StoredModel model = _hub.Pull(_cache.Path);
        bundle = _cache.File("bundle.tar");
        new ModelStore(_cache.Path).Export(model, bundle);
        return model;
    }

    /// <summary>A manifest of one file whose content is "{}".</summary>
    private static string Manifest(string name) =>
        $$"""{"infillBundle":1,"model":"org/x","commit":"{{TestHub.Commit}}","refs":["main"],"files":[{"name":"{{name.Replace("\\", "\\\\", StringComparison.Ordinal)}}","size":2,"sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","blob":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}]}""";

    private string Pack(string manifest, TarEntryType type, string name)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "infill-bundle.json") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(manifest)) });
            var entry = new PaxTarEntry(type, name);
            if (type == TarEntryType.RegularFile)
            {
                entry.DataStream = new MemoryStream("{}"u8.ToArray());
            }
            else if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            tar.WriteEntry(entry);
        }

        return _other.Write("bundle.tar", stream.ToArray());
    }
}
