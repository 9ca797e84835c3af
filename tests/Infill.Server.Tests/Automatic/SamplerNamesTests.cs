using Infill.Diffusion.Schedules;
using Infill.Server.Automatic;
using Infill.Server.Running;

namespace Infill.Server.Tests.Automatic;

public sealed class SamplerNamesTests
{
    [Theory]
    [InlineData("Euler a", null, "euler-a")]
    [InlineData("ddim", null, "ddim")]
    [InlineData("ddpm", null, "ddpm")]
    [InlineData("pndm", null, "pndm")]
    [InlineData("euler", null, "euler")]
    [InlineData("euler-karras", null, "euler-karras")]
    [InlineData("heun", null, "heun")]
    [InlineData("heun-karras", null, "heun-karras")]
    [InlineData("lms", null, "lms")]
    [InlineData("lms-karras", null, "lms-karras")]
    [InlineData("dpmpp-2m", null, "dpmpp-2m")]
    [InlineData("dpmpp-2m-sde", null, "dpmpp-2m-sde")]
    [InlineData("dpmpp-2m-sde-karras", null, "dpmpp-2m-sde-karras")]
    [InlineData("dpmpp-3m", null, "dpmpp-3m")]
    [InlineData("dpmpp-2s", null, "dpmpp-2s")]
    [InlineData("dpmpp-2s-karras", null, "dpmpp-2s-karras")]
    [InlineData("unipc", null, "unipc")]
    [InlineData("lcm", null, "lcm")]
    [InlineData("tcd", null, "tcd")]
    [InlineData("repaint", null, "repaint")]
    [InlineData("Euler", "Automatic", "euler")]
    [InlineData("Heun", "Automatic", "heun")]
    [InlineData("LMS", "Automatic", "lms")]
    [InlineData("DPM++ 3M", "Automatic", "dpmpp-3m")]
    [InlineData("DPM++ 2S", "Automatic", "dpmpp-2s")]
    [InlineData("DDIM", "Automatic", "ddim")]
    [InlineData("PLMS", "Automatic", "pndm")]
    [InlineData("UniPC", "Automatic", "unipc")]
    [InlineData("LCM", "Automatic", "lcm")]
    [InlineData("Euler", "Karras", "euler-karras")]
    [InlineData("Heun", "Karras", "heun-karras")]
    [InlineData("LMS", "Karras", "lms-karras")]
    [InlineData("DPM++ 2M SDE", "Karras", "dpmpp-2m-sde-karras")]
    [InlineData("DPM++ 2S", "Karras", "dpmpp-2s-karras")]
    [InlineData("UniPC", "Karras", "unipc-karras")]
    [InlineData("LCM", "Karras", "lcm")]
    [InlineData("DDIM", "Karras", "ddim")]
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
