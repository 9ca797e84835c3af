using System.Net;
using Infill.Server.Running;
using Infill.Server.Security;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Security;

public sealed class RateGateTests
{
    [Fact]
    public void Require_MoreThanAMinuteHolds_IsToldWhenToComeAgain()
    {
        var clock = new Clock();
        var gate = new RateGate(6, clock);
        for (int i = 0; i < 6; i++)
        {
            gate.Require("alice");
        }

        ProblemException refusal = Assert.Throws<ProblemException>(() => gate.Require("alice"));
        gate.Require("bob");
        clock.Pass(TimeSpan.FromSeconds(refusal.Explanation.RetryAfter!.Value));
        gate.Require("alice");

        Assert.Equal((429, "rate"), (refusal.Explanation.Status, refusal.Explanation.Code));
        Assert.InRange(refusal.Explanation.RetryAfter.Value, 1, 10);
        Assert.Throws<ProblemException>(() => gate.Require("alice"));
    }

    [Fact]
    public void Require_LongRest_FillsTheBucketOnlyOnce()
    {
        var clock = new Clock();
        var gate = new RateGate(3, clock);
        gate.Require("alice");
        clock.Pass(TimeSpan.FromDays(1));

        int let = Enumerable.Range(0, 10).Count(_ => Record.Exception(() => gate.Require("alice")) is null);

        Assert.Equal(3, let);
    }

    // Addresses that come and go must not fill the memory, nor give anyone a new bucket.
    [Fact]
    public void Require_ManyStrangers_ForgetsOnlyWhoRested()
    {
        var clock = new Clock();
        var gate = new RateGate(2, clock);
        for (int i = 0; i < 30_000; i++)
        {
            gate.Require($"10.0.{i / 256}.{i % 256}");
        }

        gate.Require("alice");
        gate.Require("alice");
        for (int i = 0; i < 5_000; i++)
        {
            gate.Require($"10.1.{i / 256}.{i % 256}");
        }

        Assert.Throws<ProblemException>(() => gate.Require("alice"));
    }

    [Fact]
    public async Task Request_BeyondTheRate_Is429AsAProblemAndOtherKeysGoOn()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { RequestsPerMinute = 5 });
        var keys = new KeyFile(Path.Combine(server.Folder, "data"), server.Clock);
        (string alice, string bob) = (keys.Add("alice", readOnly: false), keys.Add("bob", readOnly: false));
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", alice);
        HttpStatusCode[] answers = new HttpStatusCode[8];
        for (int i = 0; i < answers.Length; i++)
        {
            using HttpResponseMessage response = await server.Client.GetAsync("/v1/jobs", TestServer.Token);
            answers[i] = response.StatusCode;
            Assert.Equal(answers[i] == HttpStatusCode.TooManyRequests, response.Headers.RetryAfter is not null);
            Assert.Equal(answers[i] == HttpStatusCode.TooManyRequests ? "application/problem+json" : "application/json", response.Content.Headers.ContentType!.MediaType);
        }

        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", bob);
        using HttpResponseMessage other = await server.Client.GetAsync("/v1/jobs", TestServer.Token);

        Assert.Equal((5, 3), (answers.Count(a => a == HttpStatusCode.OK), answers.Count(a => a == HttpStatusCode.TooManyRequests)));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Request_WrongKeysOneAfterTheOther_AreSlowedDown()
    {
        await using TestServer server = await TestServer.StartAsync();
        new KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", readOnly: false);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", "inf_wrong");
        var answers = new List<HttpStatusCode>();
        for (int i = 0; i < Infill.Server.Http.RequestPipeline.StrangersPerMinute + 5; i++)
        {
            using HttpResponseMessage response = await server.Client.GetAsync("/v1/jobs", TestServer.Token);
            answers.Add(response.StatusCode);
        }

        Assert.All(answers.Take(50), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }
}
