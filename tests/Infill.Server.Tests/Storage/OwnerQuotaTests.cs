using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Server.Storage;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Storage;

/// <summary>What a key may keep on the disk.</summary>
public sealed class OwnerQuotaTests
{
    [Fact]
    public async Task Used_Files_CountOncePerOwnerAndGoWithTheirRows()
    {
        using var store = new Store(new QueueBounds { BytesPerOwner = 100 });
        using BlobHold forty = await store.PutAsync(new string('a', 40)), fifty = await store.PutAsync(new string('b', 50));
        Add(store, "alice", forty);
        string again = Add(store, "alice", forty);
        Add(store, "bob", forty);
        Assert.Equal((40, 40), (store.Pictures.Used("alice"), store.Pictures.Used("bob")));

        Add(store, "alice", fifty);
        using BlobHold eleven = await store.PutAsync(new string('c', 11));
        ProblemException refusal = Assert.Throws<ProblemException>(() => Add(store, "alice", eleven));
        Add(store, "bob", eleven);
        Add(store, "alice", forty);
        store.Pictures.RemovePicture(again);

        Assert.Equal((413, "quota"), (refusal.Explanation.Status, refusal.Explanation.Code));
        Assert.Equal((90, 51), (store.Pictures.Used("alice"), store.Pictures.Used("bob")));
    }

    [Fact]
    public async Task Accept_JobWhosePictureIsTooMuch_IsRefusedAndNothingIsNamed()
    {
        using var store = new Store(new QueueBounds { BytesPerOwner = 100 });
        using BlobHold hold = await store.PutAsync(new string('a', 101));
        NewJob job = Store.New() with { Spec = new JobSpec { Workflow = JobWorkflow.Fill, Image = hold.Sha256 } };

        Assert.Throws<ProblemException>(() => store.Jobs.Accept(job));

        Assert.Equal((0, 0), (store.Queue.CountWaiting(), store.Pictures.Used("alice")));
    }

    [Fact]
    public async Task Post_BeyondTheQuota_Is413UntilSomethingIsDeleted()
    {
        byte[] photo = TestServer.Photo();
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Queue = new QueueBounds { BytesPerOwner = photo.Length + 10 } });
        string image = await server.SendImageAsync(photo);

        using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(seed: 2));
        JsonNode problem = await TestServer.ReadAsync(refused);
        using HttpResponseMessage deleted = await server.Client.DeleteAsync($"/v1/images/{image}", TestServer.Token);
        string other = await server.SendImageAsync(TestServer.Photo(seed: 2));

        Assert.Equal((413, "/problems/quota"), ((int)refused.StatusCode, (string?)problem["type"]));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.NotEqual(image, other);
        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
    }

    // A folder of the version before knows no owners of files and no memory of jobs.
    [Fact]
    public void Open_DatabaseOfTheFormBefore_IsBroughtForwardWithItsJobs()
    {
        using var store = new Store();
        string id = store.Accept().Id;
        store.Database.Write(c => c.Execute("""
            DROP INDEX uses_owner; ALTER TABLE uses DROP COLUMN owner; ALTER TABLE uses DROP COLUMN bytes; DROP TABLE probe;
            ALTER TABLE jobs DROP COLUMN memory; ALTER TABLE jobs DROP COLUMN shared_memory; PRAGMA user_version=1;
            """));

        store.Reopen();

        Assert.Equal((id, default), (store.Queue.Take()!.Id, store.Jobs.Find(id)!.Memory));
        Assert.Equal(["alice"], store.Database.Read(c => c.Query("SELECT DISTINCT owner FROM uses", row => row.GetString(0))));
    }

    private static string Add(Store store, string owner, BlobHold hold)
    {
        var picture = new StoredPicture
        {
            Id = RandomId.Next(),
            Owner = owner,
            Sha256 = hold.Sha256,
            Bytes = hold.Bytes,
            Header = new ImageHeader(FileFormat.Png, new PixelSize(1, 1), new PixelFormat(ColorModel.Rgb, false, 8), 1, 1),
            Created = store.Clock.GetUtcNow(),
        };
        store.Pictures.Add(picture);
        return picture.Id;
    }
}
