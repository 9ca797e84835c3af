using Infill.Cli.Serving;

namespace Infill.Server.Tests.Serving;

public sealed class ServePlacesTests
{
    [Theory]
    [InlineData("/data/infill", "/xdg", "/data/infill")]
    [InlineData(null, "/xdg", "/xdg/infill/server")]
    [InlineData("", "/xdg", "/xdg/infill/server")]
    public void Default_Variables_ComeBeforeTheUsersFolder(string? own, string xdg, string expected) => Assert.Equal(
        expected, ServePlaces.Default(name => name == ServePlaces.Variable ? own : xdg).Replace('\\', '/'));

    [Fact]
    public void Default_WithoutVariables_IsInTheUsersData() =>
        Assert.EndsWith("/infill/server", ServePlaces.Default(_ => null).Replace('\\', '/'), StringComparison.Ordinal);
}
