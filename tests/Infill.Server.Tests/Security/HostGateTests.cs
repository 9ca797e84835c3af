using System.Net;
using Infill.Server.Running;
using Infill.Server.Security;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Tests.Security;

public sealed class HostGateTests
{
    private static readonly HostGate Gate = new(["edit.example"], ["https://edit.example"]);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:7060", true)]
    [InlineData("127.0.0.1", "localhost:7060", true)]
    [InlineData("127.0.0.1", "LOCALHOST", true)]
    [InlineData("::1", "[::1]:7060", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "edit.example", true)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("127.0.0.1", "127.0.0.1.evil.example", false)]
    [InlineData("127.0.0.1", "localhost.evil.example:7060", false)]
    [InlineData("127.0.0.1", "edit.example.evil", false)]
    [InlineData("127.0.0.1", "10.0.0.5", false)]
    [InlineData("127.0.0.1", "", false)]
    [InlineData("127.0.0.1", "2130706433", false)]
    [InlineData("127.0.0.1", "127.1", false)]
    [InlineData("127.0.0.1", "0x7f.0.0.1", false)]
    [InlineData("127.0.0.1", "0177.0.0.1", false)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("127.0.0.1", "0.0.0.0", false)]
    [InlineData("127.0.0.1", "localhost.", false)]
    [InlineData("127.0.0.1", "[::ffff:127.0.0.1]", false)]
    [InlineData("127.0.0.1", "[::]", false)]
    [InlineData("127.0.0.1", "127.0.0.1%0a.evil.example", false)]
    [InlineData("127.0.0.1", "lоcalhost", false)]
    [InlineData("127.0.0.1", "EDIT.example:80", true)]
    [InlineData("10.0.0.5", "10.0.0.5:7060", true)]
    [InlineData("10.0.0.5", "10.0.0.6", false)]
    [InlineData("10.0.0.5", "localhost", false)]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5", true)]
    public void Require_Host_IsOneThatTheServerGoesBy(string local, string host, bool isLetIn) =>
        Assert.Equal(isLetIn, IsLetIn(local, host, "GET"));

    [Theory]
    [InlineData("GET", "http://127.0.0.1:7060", null, true)]
    [InlineData("GET", "http://localhost:7060", null, false)]
    [InlineData("POST", "http://127.0.0.1", null, false)]
    [InlineData("POST", "http://127.0.0.1:7060/", null, false)]
    [InlineData("POST", "HTTP://127.0.0.1:7060", null, true)]
    [InlineData("POST", "https://EDIT.example", null, true)]
    [InlineData("POST", "https://edit.example:8443", null, false)]
    [InlineData("POST", "https://edit.example.evil", null, false)]
    [InlineData("PUT", null, "cross-site", false)]
    [InlineData("PATCH", null, "cross-site", false)]
    [InlineData("HEAD", null, "cross-site", true)]
    [InlineData("OPTIONS", null, "cross-site", true)]
    [InlineData("POST", "http://127.0.0.1:7060", "cross-site", true)]
    [InlineData("POST", null, "same-site", true)]
    [InlineData("POST", "http://127.0.0.1:7060", "same-origin", true)]
    [InlineData("POST", "https://edit.example", "cross-site", true)]
    [InlineData("POST", null, "none", true)]
    [InlineData("POST", null, null, true)]
    [InlineData("POST", null, "cross-site", false)]
    [InlineData("DELETE", null, "cross-site", false)]
    [InlineData("GET", null, "cross-site", true)]
    [InlineData("GET", "http://evil.example", null, false)]
    [InlineData("POST", "null", null, false)]
    [InlineData("POST", "http://127.0.0.1:8080", "same-site", false)]
    [InlineData("POST", "https://127.0.0.1:7060", null, false)]
    [InlineData("POST", "http://127.0.0.1:7060.evil.example", null, false)]
    public void Require_PageThatSent_IsOurOwnOrNamed(string method, string? origin, string? site, bool isLetIn) =>
        Assert.Equal(isLetIn, IsLetIn("127.0.0.1", "127.0.0.1:7060", method, origin, site));

    [Fact]
    public void Require_Refusal_DoesNotRepeatControlCharacters()
    {
        HttpContext context = Context("127.0.0.1", "evil'\e\nexample", "GET");

        string message = Assert.Throws<ProblemException>(() => Gate.Require(context)).Message;

        Assert.DoesNotContain(message, char.IsControl);
        Assert.Contains("'evilexample'", message, StringComparison.Ordinal);
    }

    private static bool IsLetIn(string local, string host, string method, string? origin = null, string? site = null)
    {
        HttpContext context = Context(local, host, method);
        context.Request.Headers.Origin = origin;
        context.Request.Headers["Sec-Fetch-Site"] = site;
        return Record.Exception(() => Gate.Require(context)) switch
        {
            null => true,
            ProblemException { Explanation.Status: 403 } => false,
            Exception other => throw other,
        };
    }

    private static DefaultHttpContext Context(string local, string host, string method)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = IPAddress.Parse(local);
        context.Request.Scheme = "http";
        context.Request.Headers.Host = host;
        context.Request.Method = method;
        return context;
    }
}
