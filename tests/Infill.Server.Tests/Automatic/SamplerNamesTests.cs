using Infill.Diffusion.Schedules;
using Infill.Server.Automatic;
using Infill.Server.Running;

namespace Infill.Server.Tests.Automatic;

public sealed class SamplerNamesTests
{
    [Theory]
    [InlineData("Euler a", null, "euler-a")]
    [InlineData("Euler a", "Karras", "euler-a")]
    [InlineData("DPM++ 2M", "Karras", "dpmpp-2m-karras")]
    [InlineData("DPM++ 2M Karras", null, "dpmpp-2m-karras")]
    [InlineData("dpm++ 2m sde", "automatic", "dpmpp-2m-sde")]
    [InlineData("unipc-karras", null, "unipc-karras")]
    [InlineData("", "Karras", null)]
    [InlineData(null, null, null)]
    public void Find_NameOfAClient_IsOurs(string? sampler, string? scheduler, string? expected) => Assert.Equal(expected, SamplerNames.Find(sampler, scheduler));

    [Fact]
    public void Find_UnknownName_ListsThoseThatAre() =>
        Assert.Contains("Euler a", Assert.Throws<ProblemException>(() => SamplerNames.Find("Magic", null)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_Names_LeadToSamplersThatThereAre() =>
        Assert.All(SamplerNames.All, sampler => Assert.Contains(SamplerPreset.All, preset => preset.Name == SamplerNames.Find(sampler.Name, null)));
}
