using System.Text.Json;
using Infill.Server.Automatic;

namespace Infill.Server.Tests.Automatic;

/// <summary>What that program's own reader lets pass is let pass here.</summary>
public sealed class LooseJsonTests
{
    [Fact]
    public void Read_Null_IsTheDefault()
    {
        ImageRequest request = Read("""{"mask_blur": null, "steps": null, "seed": null, "inpaint_full_res": null, "send_images": null, "sampler_name": null, "batch_size": null, "override_settings": null}""");

        Assert.Equal((4, 50, -1L, true, true, 1), (request.Blur, request.Steps, request.Seed, request.InpaintFullRes, request.SendImages, request.BatchSize));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("1.0", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Read_Switch_MayBeANumber(string value, bool expected) => Assert.Equal(expected, Read($$"""{"inpaint_full_res": {{value}}}""").InpaintFullRes);

    [Fact]
    public void Read_WholeNumber_MayHaveAPoint()
    {
        ImageRequest request = Read("""{"steps": 20.0, "width": 512.0, "seed": 7.0, "mask_blur": "3", "cfg_scale": 6.5}""");

        Assert.Equal((20, 512, 7L, 3, 6.5), (request.Steps, request.Width, request.Seed, request.Blur, request.CfgScale));
    }

    [Theory]
    [InlineData("""{"mask_blur_x": 6}""", 6)]
    [InlineData("""{"mask_blur_x": 2, "mask_blur_y": 5}""", 5)]
    [InlineData("""{"mask_blur": 1, "mask_blur_x": 6}""", 1)]
    [InlineData("""{}""", 4)]
    public void Blur_ByDirection_IsTheLargerOneUnlessItIsSentWhole(string json, int expected) => Assert.Equal(expected, Read(json).Blur);

    [Theory]
    [InlineData("""{"steps": 20.5}""")]
    [InlineData("""{"inpaint_full_res": 2}""")]
    [InlineData("""{"seed": 1e300}""")]
    [InlineData("""{"init_images": "x"}""")]
    [InlineData("""{"prompt": "\ud800"}""")]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("7")]
    [InlineData("[]")]
    public void Read_WhatFitsNowhere_IsRefused(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static ImageRequest Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return LooseJson.Read(document.RootElement, AutomaticJson.Plain.ImageRequest)!;
    }
}
