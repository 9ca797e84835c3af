using System.Text.Json.Nodes;
using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Store.Hub;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

/// <summary>Hubs and lines that fail: the result is whole, or an error; never a wrong file under its name.</summary>
public sealed class HubFaultTests
{
    private const string Weights = "diffusion_pytorch_model.safetensors";
    private static readonly string[] Part = ["README.md", "config.json", Weights];

    [Fact]
    public void Pull_CutAtAnyBytes_IsWholeOrAnErrorThatGoesOn() =>
        Gen.Select(Gen.Int[0, 40_000].Array[1, 8], Gen.Int[1001, 40_000]).Sample((cuts, size) =>
        {
            using var hub = new TestHub();
            using var cache = new TemporaryFolder();
            hub.AddPart(size);
            int next = -1;
            hub.Answer = request => request.IsListing || Interlocked.Increment(ref next) >= cuts.Length ? null
                : TestHub.Content(request, hub.Files[Path.GetFileName(request.Path)]) with { CutAfter = cuts[Math.Min(next, cuts.Length - 1)] };
            try
            {
                hub.Pull(cache.Path);
            }
            catch (ModelException)
            {
                StoreAssert.NothingWrongHasItsName(cache.Path);
                Assert.False(Directory.Exists(cache.File("models--org--tiny/snapshots")));
            }

            next = cuts.Length;
            StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);
            StoreAssert.NothingWrongHasItsName(cache.Path);
        }, iter: 60);

    [Fact]
    public void Pull_CutInTheMiddle_AsksForTheRest()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart(500_000);
        int cut = 0;
        hub.Answer = request => request.Path.EndsWith(Weights, StringComparison.Ordinal) && Interlocked.Increment(ref cut) == 1
            ? TestHub.Content(request, hub.Files[Weights]) with { CutAfter = 300_000 } : null;

        hub.Pull(cache.Path);

        Assert.Equal([0, 300_000], hub.Downloads.Where(r => r.Path.EndsWith(Weights, StringComparison.Ordinal)).Select(r => r.From));
    }

    [Fact]
    public void Pull_BeginningLeftByAnotherRun_IsGoneOnWith()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        Leave(cache, hub, hub.Files[Weights][..20_000]);

        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);

        Assert.Equal(20_000, hub.Downloads.Single(r => r.Path.EndsWith(Weights, StringComparison.Ordinal)).From);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pull_BeginningOfSomethingElse_IsPutAsideAndNamed(bool isLonger)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        Leave(cache, hub, new byte[isLonger ? 60_000 : 20_000]);
        if (!isLonger)
        {
            Assert.Contains("put aside", Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
            Assert.True(File.Exists(cache.File($"models--org--tiny/blobs/{TestHub.HashOf(hub.Files[Weights])}.damaged")));
        }

        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);
    }

    [Fact]
    public void Pull_ServerThatKnowsNoRanges_BeginsAgain()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        Leave(cache, hub, hub.Files[Weights][..20_000]);
        hub.Answer = request => request.From > 0 ? new HubAnswer(200, hub.Files[Weights]) : null;

        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);
    }

    [Fact]
    public void Pull_WrongContent_IsPutAsideAndNamed()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        byte[] wrong = [.. hub.Files[Weights]];
        wrong[^1] ^= 1;
        hub.Answer = request => request.Path.EndsWith(Weights, StringComparison.Ordinal) ? new HubAnswer(200, wrong) : null;

        string message = Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message;

        Assert.Contains(Weights, message, StringComparison.Ordinal);
        Assert.Contains(".damaged", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cache.File("models--org--tiny/snapshots")));
        StoreAssert.NothingWrongHasItsName(cache.Path);
        hub.Answer = _ => null;
        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);
    }

    [Theory]
    [InlineData(401, null, "HF_TOKEN", ModelFault.Unusable)]
    [InlineData(401, "hf_x", "wrong or expired", ModelFault.Unusable)]
    [InlineData(403, "hf_x", "accept its terms", ModelFault.Unusable)]
    [InlineData(404, null, "has no org/tiny", ModelFault.Missing)]
    [InlineData(410, null, "has no org/tiny", ModelFault.Missing)]
    [InlineData(418, null, "answers 418", ModelFault.Unusable)]
    public void Pull_Refused_SaysWhatToDoAndDoesNotAskAgain(int status, string? token, string remedy, ModelFault fault)
    {
        using var hub = new TestHub { Answer = _ => HubAnswer.Text(status, "no") };
        using var cache = new TemporaryFolder();

        ModelException error = Assert.Throws<ModelException>(() => hub.Pull(cache.Path, hub: hub.Options with { Token = token }));

        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_x", error.Message, StringComparison.Ordinal);
        Assert.Equal((fault, 1), (error.Fault, hub.Requests.Length));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void Pull_BusyForAWhile_IsAskedAgain(int status)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        int asked = 0;
        hub.Answer = _ => Interlocked.Increment(ref asked) % 2 == 1 ? HubAnswer.Text(status, "later") : null;

        StoreAssert.Holds(hub.Pull(cache.Path), hub.Files, Part);
    }

    [Fact]
    public void Pull_BusyForEver_GivesUpAfterFive()
    {
        using var hub = new TestHub { Answer = _ => HubAnswer.Text(500, "") };
        using var cache = new TemporaryFolder();

        Assert.Contains("failed (500)", Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(5, hub.Requests.Length);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    public void Pull_RetryAfter_IsWaitedFor(string header, int seconds)
    {
        var waits = new List<TimeSpan>();
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        int asked = 0;
        hub.Answer = request => request.IsListing && Interlocked.Increment(ref asked) == 1 ? HubAnswer.Text(429, "", ("Retry-After", header)) : null;

        hub.Pull(cache.Path, hub: hub.Options with { Time = new HastyTime { Waited = waits.Add } });

        Assert.Equal(seconds == 0 ? [] : [TimeSpan.FromSeconds(seconds)], waits);
    }

    [Fact]
    public void Pull_RetryAfterAnHour_IsTheUsersToDecide()
    {
        using var hub = new TestHub { Answer = _ => HubAnswer.Text(429, "", ("Retry-After", "3600")) };
        using var cache = new TemporaryFolder();

        Assert.Contains("in 3600 s", Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
        Assert.Single(hub.Requests);
    }

    [Fact]
    public void Pull_NobodyThere_SaysSo()
    {
        using var cache = new TemporaryFolder();
        HubOptions gone;
        using (var hub = new TestHub())
        {
            gone = hub.Options;
        }

        using var other = new TestHub();
        Assert.Contains("cannot be reached", Assert.Throws<ModelException>(() => other.Pull(cache.Path, hub: gone)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("longer", "offers")]
    [InlineData("endless", "more than the 50,000 bytes")]
    [InlineData("unasked", "offers")]
    [InlineData("compressed", "compressed")]
    public void Pull_BodyThatIsNotWhatWasAnnounced_IsRefused(string kind, string why)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.Answer = request => !request.Path.EndsWith(Weights, StringComparison.Ordinal) ? null : kind switch
        {
            "longer" => new HubAnswer(200, new byte[60_000]),
            "endless" => new HubAnswer(200, []) { IsEndless = true },
            "unasked" => new HubAnswer(206, new byte[10], ("Content-Range", "bytes 5-14/50000")),
            _ => new HubAnswer(200, new byte[10], ("Content-Encoding", "gzip")),
        };

        Assert.Contains(why, Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
        StoreAssert.NothingWrongHasItsName(cache.Path);
    }

    [Theory]
    [InlineData("../../evil.safetensors")]
    [InlineData("/etc/evil")]
    [InlineData("a/../../evil")]
    [InlineData("a\0b")]
    [InlineData("a\\..\\b")]
    [InlineData("C:evil")]
    [InlineData("")]
    [InlineData("config.json")]
    [InlineData("CONFIG.json")]
    public void Pull_ListWithAHostileName_IsRefusedWhole(string name)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.EditList = list => list["siblings"]!.AsArray().Add(new JsonObject { ["rfilename"] = name, ["size"] = 3, ["blobId"] = TestHub.HashOf([1, 2, 3]) });

        Assert.Throws<ModelException>(() => hub.Pull(cache.Path));
        Assert.Empty(hub.Downloads);
        Assert.Empty(Directory.EnumerateFileSystemEntries(cache.Path));
    }

    [Theory]
    [InlineData("sha", "\"../../x\"")]
    [InlineData("sha", "null")]
    [InlineData("siblings", "{}")]
    [InlineData("siblings", "[1]")]
    [InlineData("size", "-1")]
    [InlineData("size", "9223372036854775807")]
    [InlineData("size", "1e300")]
    [InlineData("size", "null")]
    [InlineData("sha256", "\"../../../../etc/passwd\"")]
    [InlineData("sha256", "null")]
    public void Pull_ListThatIsNone_IsRefused(string member, string value)
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.EditList = list =>
        {
            JsonObject entry = list["siblings"]!.AsArray().Select(e => e!.AsObject()).Single(e => (string?)e["rfilename"] == Weights);
            JsonObject owner = member switch { "sha" or "siblings" => list, _ => entry["lfs"]!.AsObject() };
            owner[member] = JsonNode.Parse(value);
            if (member == "size" && value == "null")
            {
                entry.Remove("size");
            }
        };

        Assert.Throws<ModelException>(() => hub.Pull(cache.Path));
        Assert.Empty(hub.Downloads);
    }

    [Fact]
    public void Pull_EndlessList_IsCutOff()
    {
        using var hub = new TestHub { Answer = _ => new HubAnswer(200, []) { IsEndless = true } };
        using var cache = new TemporaryFolder();

        Assert.Equal(ModelFault.Limit, Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Fault);
    }

    [Fact]
    public void Pull_ListOfTooManyFiles_IsRefused()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.EditList = list => list["siblings"] = new JsonArray([.. Enumerable.Range(0, 20_001).Select(i => new JsonObject { ["rfilename"] = $"{i}" })]);

        Assert.Contains("at most 20,000", Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pull_MoreThanTheDiskHas_IsRefusedBeforeTheFirstByte()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        hub.EditList = list => list["siblings"]!.AsArray().Single(e => (string?)e!["rfilename"] == Weights)!["lfs"]!["size"] = 1L << 42;

        Assert.Equal(ModelFault.Limit, Assert.Throws<ModelException>(() => hub.Pull(cache.Path)).Fault);
        Assert.Empty(hub.Downloads);
    }

    private static void Leave(TemporaryFolder cache, TestHub hub, byte[] beginning)
    {
        Directory.CreateDirectory(cache.File("models--org--tiny/blobs"));
        cache.Write($"models--org--tiny/blobs/{TestHub.HashOf(hub.Files[Weights])}.incomplete", beginning);
    }
}
