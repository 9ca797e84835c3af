using Infill.Server.Http;
using Infill.Server.Running;

namespace Infill.Server.Tests.Http;

public sealed class DataUrlTests
{
    [Theory]
    [InlineData("AQID", 3)]
    [InlineData("AQIDBA==", 4)]
    [InlineData("data:image/png;base64,AQID", 3)]
    [InlineData("DATA:image/png;charset=x;BASE64,AQID", 3)]
    [InlineData("data:;base64,AQID", 3)]
    [InlineData("AQ\nID", 3)]
    public void Decode_Base64WithOrWithoutAHead_IsTheBytes(string text, int length)
    {
        byte[] bytes = DataUrl.Decode(text, "image", mostBytes: 100);

        Assert.Equal(new byte[] { 1, 2, 3, 4 }[..length], bytes);
    }

    [Theory]
    [InlineData("", "base64")]
    [InlineData("A", "base64")]
    [InlineData("AQI", "base64")]
    [InlineData("====", "base64")]
    [InlineData("AQ==ID", "base64")]
    [InlineData("AQID,AQID", "base64")]
    [InlineData("javascript:alert(1)", "base64")]
    [InlineData("data:", "base64")]
    [InlineData("data:;base64", "base64")]
    [InlineData("../../etc/passwd", "base64")]
    [InlineData("AQID=", "base64")]
    [InlineData("data:image/png;base64,", "base64")]
    [InlineData("data:image/png,AQID", ";base64")]
    [InlineData("ÄQID", "base64")]
    [InlineData("https://example.org/a.png", "fetches nothing")]
    [InlineData("file:///etc/passwd", "fetches nothing")]
    public void Decode_AnythingElse_IsRefusedByTheMembersName(string text, string reason)
    {
        ProblemException refusal = Assert.Throws<ProblemException>(() => DataUrl.Decode(text, "init_images[0]", mostBytes: 100));

        Assert.StartsWith("init_images[0]", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MoreThanTheLimit_IsRefusedByItsLength()
    {
        Assert.Equal(99, DataUrl.Decode(Convert.ToBase64String(new byte[99]), "image", mostBytes: 99).Length);
        Assert.Equal(413, Assert.Throws<ProblemException>(() => DataUrl.Decode(new string('!', 200), "image", mostBytes: 99)).Explanation.Status);
    }
}
