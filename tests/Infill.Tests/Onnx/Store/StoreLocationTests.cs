using Infill.Onnx;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Hub;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("HOME=/u", "/u/.cache/huggingface/hub")]
    [InlineData("HOME=/u XDG_CACHE_HOME=/x", "/x/huggingface/hub")]
    [InlineData("HOME=/u XDG_CACHE_HOME=/x HF_HOME=/h", "/h/hub")]
    [InlineData("HOME=/u HF_HOME=~/h", "/u/h/hub")]
    [InlineData("HF_HOME=/h HUGGINGFACE_HUB_CACHE=/old", "/old")]
    [InlineData("HF_HOME=/h HUGGINGFACE_HUB_CACHE=/old HF_HUB_CACHE=/c", "/c")]
    public void Find_Variables_CountInTheOrderOfOtherTools(string variables, string folder) =>
        Assert.Equal(Path.GetFullPath(folder), StoreLocation.Find(Reader(variables)));

    [Fact]
    public void Find_NoHome_SaysWhatToSet() => Assert.Contains("HF_HOME", Assert.Throws<ModelException>(() => StoreLocation.Find(_ => null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("HF_TOKEN=a HUGGING_FACE_HUB_TOKEN=b", "a")]
    [InlineData("HUGGING_FACE_HUB_TOKEN=b", "b")]
    [InlineData("HF_HOME={0}", "of-the-home")]
    [InlineData("HF_HOME={0} HF_TOKEN_PATH={0}/other", "of-the-path")]
    [InlineData("HF_HOME=/nowhere", null)]
    public void FindToken_Variables_CountInTheOrderOfOtherTools(string variables, string? token)
    {
        using var folder = new TemporaryFolder();
        folder.Write("token", "of-the-home\n"u8);
        folder.Write("other", " of-the-path "u8);

        Assert.Equal(token, StoreLocation.FindToken(Reader(string.Format(variables, folder.Path))));
    }

    [Fact]
    public void FindToken_WithALineBreak_IsRefusedWithoutRepeatingIt()
    {
        string message = Assert.Throws<ModelException>(() => StoreLocation.FindToken(name => name == "HF_TOKEN" ? "se\ncret" : null)).Message;

        Assert.Contains("HF_TOKEN", message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("host")]
    [InlineData("https://user:word@host")]
    [InlineData("https://host/?x=1")]
    public void From_EndpointThatIsNone_IsRefused(string endpoint) =>
        Assert.Contains("HF_ENDPOINT", Assert.Throws<ModelException>(() => HubOptions.From(Reader($"HOME=/u HF_ENDPOINT={endpoint}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void From_Endpoint_IsTheUsersOwnOrThePublicOne()
    {
        Assert.True(HubOptions.From(Reader("HOME=/u HF_ENDPOINT=http://10.0.0.1:8080/hub/")).IsOwnEndpoint);
        Assert.False(HubOptions.From(Reader("HOME=/u")).IsOwnEndpoint);
        Assert.Equal("http://10.0.0.1:8080/hub/a/b/resolve/c/d.json", HubAddress.Content(HubOptions.From(Reader("HOME=/u HF_ENDPOINT=http://10.0.0.1:8080/hub/")).Endpoint, "a/b", "c", "d.json").AbsoluteUri);
    }

    private static Func<string, string?> Reader(string variables)
    {
        Dictionary<string, string> all = variables.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        return name => all.GetValueOrDefault(name);
    }
}
