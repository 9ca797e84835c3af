using System.Net;
using Infill.Onnx;
using Infill.Onnx.Store.Hub;
using Infill.Tests.Onnx.Store.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::a00:1")]
    public void IsPublic_LocalOrReserved_IsNot(string address) => Assert.False(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.128.0.0")]
    [InlineData("2606:4700::1111")]
    public void IsPublic_Public_Is(string address) => Assert.True(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void Pull_LocalHostThatTheUserDidNotName_IsNotConnectedTo()
    {
        using var hub = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();

        ModelException error = Assert.Throws<ModelException>(() => hub.Pull(cache.Path, hub: hub.Options with { IsOwnEndpoint = false }));

        Assert.Contains("no public address", error.Message, StringComparison.Ordinal);
        Assert.Empty(hub.Requests);
    }

    [Theory]
    [InlineData("http://localhost:{0}/x")]
    [InlineData("http://127.0.0.2/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:22/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("http://user:word@127.0.0.1/x")]
    public void Pull_RedirectionIntoTheMachine_IsNotFollowed(string target)
    {
        using var hub = new TestHub();
        using var other = new TestHub();
        using var cache = new TemporaryFolder();
        hub.AddPart();
        string location = string.Format(target, new Uri(other.Endpoint).Port);
        hub.Answer = request => request.IsListing ? null : HubAnswer.Text(302, "", ("Location", location));

        ModelException error = Assert.Throws<ModelException>(() => hub.Pull(cache.Path));

        Assert.Matches("not followed|no public address", error.Message);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("https://hub.example/a", "https://cdn.example/x", true)]
    [InlineData("https://hub.example/a", "/x", true)]
    [InlineData("https://hub.example/a", "http://cdn.example/x", false)]
    [InlineData("https://hub.example/a", "https://cdn.example:8443/x", false)]
    [InlineData("https://hub.example:8443/a", "https://hub.example:8443/x", true)]
    [InlineData("http://hub.example/a", "https://cdn.example/x", true)]
    [InlineData("http://hub.example/a", "http://cdn.example/x", true)]
    public void Follow_Location_KeepsSchemeAndPort(string endpoint, string location, bool follows) =>
        Assert.Equal(follows, HubAddress.Follow(new Uri(endpoint), new Uri(endpoint), new Uri(location, UriKind.RelativeOrAbsolute)) is not null);

    [Fact]
    public void IsOf_OtherHost_DoesNotLearnTheToken()
    {
        var endpoint = new Uri("https://hub.example");

        Assert.True(HubAddress.IsOf(endpoint, new Uri("https://HUB.example/x")));
        Assert.False(HubAddress.IsOf(endpoint, new Uri("https://cdn.hub.example/x")));
        Assert.False(HubAddress.IsOf(endpoint, new Uri("http://hub.example/x")));
        Assert.False(HubAddress.IsOf(endpoint, new Uri("https://hub.example:444/x")));
    }
}
