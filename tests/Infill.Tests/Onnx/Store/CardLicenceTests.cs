using Infill.Onnx.Store;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Store;

public sealed class CardLicenceTests
{
    [Theory]
    [InlineData("---\nlicense: mit\n---\n", "mit")]
    [InlineData("---\r\ntags:\r\n- a\r\nlicense: \"openrail++\"\r\n---\r\n", "openrail++")]
    [InlineData("---\nlicense: other\nlicense_name: my-terms\n---\n", "my-terms")]
    [InlineData("---\nlicense_name: my-terms\nlicense: other\n---\n", "other")]
    [InlineData("---\nmodel:\n  license: mit\n---\n", null)]
    [InlineData("---\ntags: []\n---\nlicense: mit\n", null)]
    [InlineData("# Title\nlicense: mit\n", null)]
    [InlineData("", null)]
    [InlineData("---\nlicense: a\u001b[31mb\n---\n", "a[31mb")]
    public void FromCard_FrontMatter_NamesIt(string card, string? expected) => Assert.Equal(expected, CardLicence.FromCard(card));

    [Fact]
    public void Find_NoCard_ReadsTheLicenceFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("LICENSE.md", "\n# MIT License\n\nCopyright"u8);

        Assert.Equal("MIT License", CardLicence.Find(folder.Path));
        Assert.Null(CardLicence.Find(folder.File("gone")));
    }
}
