using System.Text.Json;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Adding a thing: where it goes; what fills it is the model's own test.</summary>
public sealed class AddCommandTests
{
    [Theory]
    [InlineData("--box", "10,5,20,10", 200)]
    [InlineData("--box", "25%,25%,50%,50%", 480)]
    [InlineData("--mask", "rect:1,1,4,4", 16)]
    public void Add_NoModel_SaysThatAnEngineForTextIsNeeded(string option, string place, int pixels)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("add", "photo.png", option, place, "--prompt", "a cat", "--output", "out.png");

        Assert.Equal(6, run.Code);
        Assert.Contains("add needs an engine that takes text", run.Error, StringComparison.Ordinal);
        CliRun mask = folder.Run("mask", "photo.png", "--mask", option == "--box" ? $"rect:{place}" : place, "--json");
        using JsonDocument json = JsonDocument.Parse(mask.Out);
        Assert.Equal(pixels, json.RootElement.GetProperty("filledPixels").GetInt32());
    }

    [Theory]
    [InlineData("add needs to know where", "--prompt", "a cat")]
    [InlineData("needs --prompt", "--box", "1,1,5,5")]
    [InlineData("--box, --at and --mask are one place each", "--box", "1,1,5,5", "--at", "3,3", "--size", "4")]
    [InlineData("--at needs --size", "--at", "3,3")]
    [InlineData("--at x,y is missing", "--size", "4", "--mask", "mask.png")]
    [InlineData("--size is '4x'", "--at", "3,3", "--size", "4x")]
    [InlineData("--size is '0'", "--at", "3,3", "--size", "0")]
    [InlineData("--at is '3'", "--at", "3", "--size", "4")]
    [InlineData("--box is '1,2,3'", "--box", "1,2,3")]
    public void Add_WrongPlace_SaysWhatIsWrong(string expected, params string[] words)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(["add", "photo.png", .. words, "--output", "out.png"]);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
