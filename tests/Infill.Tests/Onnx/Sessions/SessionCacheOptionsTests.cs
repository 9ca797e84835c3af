using Infill.Onnx.Sessions;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Sessions;

public sealed class SessionCacheOptionsTests
{
    [Theory]
    [InlineData("/own", "/xdg", "/home/me", "/own/sessions")]
    [InlineData(null, "/xdg", "/home/me", "/xdg/infill/sessions")]
    [InlineData("", "/xdg", "/home/me", "/xdg/infill/sessions")]
    [InlineData(null, "relative", "/home/me", "/home/me/.cache/infill/sessions")]
    [InlineData(null, null, "/home/me", "/home/me/.cache/infill/sessions")]
    [InlineData(null, null, null, null)]
    [InlineData("off", "/xdg", "/home/me", null)]
    [InlineData("OFF", "/xdg", "/home/me", null)]
    public void Find_Variables_LeadToTheFolder(string? own, string? xdg, string? home, string? expected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var variables = new Dictionary<string, string?> { [SessionCacheOptions.Variable] = own, ["XDG_CACHE_HOME"] = xdg, ["HOME"] = home };

        Assert.Equal(expected, SessionCacheOptions.Find(variables.GetValueOrDefault)?.Folder);
    }

    [Fact]
    public void Processor_AndRuntime_AreInTheKey()
    {
        using var folder = new TemporaryFolder();
        SessionKey key = SessionKey.Of([1, 2, 3], []);

        Assert.Contains($"runtime {Infill.Onnx.OnnxModel.RuntimeVersion}\n", key.Text, StringComparison.Ordinal);
        Assert.Contains("\nprocessor ", key.Text, StringComparison.Ordinal);
        Assert.NotEqual(key.Name, SessionKey.Of([1, 2, 4], []).Name);
    }
}
