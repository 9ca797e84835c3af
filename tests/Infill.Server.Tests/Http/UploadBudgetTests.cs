using System.Net.Sockets;
using System.Text;
using Infill.Server.Http;
using Infill.Server.Running;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Http;

public sealed class UploadBudgetTests
{
    private const int Body = 100_000;

    [Fact]
    public void Take_MoreThanTheBudget_IsToldToComeAgain()
    {
        var budget = new UploadBudget(250_000, unknown: 120_000);
        long first = budget.Take(Body, hasBody: true), unknown = budget.Take(null, hasBody: true);

        ProblemException refusal = Assert.Throws<ProblemException>(() => budget.Take(Body, hasBody: true));
        long none = budget.Take(null, hasBody: false), small = budget.Take(5, hasBody: true);
        budget.Release(unknown);
        long again = budget.Take(Body, hasBody: true);

        Assert.Equal((429, 5), (refusal.Explanation.Status, refusal.Explanation.RetryAfter));
        Assert.Equal((Body, 120_000, 0, 0, Body), (first, unknown, none, small, again));
        Assert.Equal(2 * Body, budget.Used);
    }

    [Fact]
    public void Take_OneBodyLargerThanTheBudget_FindsRoomAlone()
    {
        var budget = new UploadBudget(Body, unknown: 1);

        long alone = budget.Take(3 * Body, hasBody: true);

        Assert.Throws<ProblemException>(() => budget.Take(Body, hasBody: true));
        budget.Release(alone);
        Assert.Equal(Body, budget.Take(Body, hasBody: true));
    }

    // Two clients that have begun and do not go on: a third is told so at once, and gets in when one of them is gone.
    [Fact]
    public async Task Post_WhileOthersSendMuch_Is429AndThenLetIn()
    {
        byte[] photo = TestServer.Photo(300, 200);
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { UploadBytes = 2 * photo.Length });
        using TcpClient one = await BeginAsync(server, photo, 1), two = await BeginAsync(server, photo, 2);

        using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), photo);
        one.Close();
        two.Close();
        HttpResponseMessage let = await server.PostFormAsync(TestServer.Job(), photo);
        for (int i = 0; i < 200 && (int)let.StatusCode == 429; i++)
        {
            let.Dispose();
            await Task.Delay(50, TestServer.Token);
            let = await server.PostFormAsync(TestServer.Job(), photo);
        }

        Assert.Equal((429, "/problems/uploads"), ((int)refused.StatusCode, (string?)(await TestServer.ReadAsync(refused))["type"]));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(202, (int)let.StatusCode);
        let.Dispose();
    }

    private static async Task<TcpClient> BeginAsync(TestServer server, byte[] photo, int count)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, TestServer.Token);
        byte[] head = Encoding.ASCII.GetBytes($"POST /v1/images HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: {photo.Length}\r\n\r\n");
        await client.GetStream().WriteAsync((byte[])[.. head, .. photo[..1000]], TestServer.Token);
        for (int i = 0; i < 400 && Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")).Count() < count; i++)
        {
            await Task.Delay(10, TestServer.Token);
        }

        return client;
    }
}
