using Infill.Cli.Commands;
using Infill.Cli.Settings;
using Infill.Tests.Cli.Support;
using Infill.Tests.Style;

namespace Infill.Tests.Cli.Settings;

/// <summary>What may be set, and what a value is held against.</summary>
public sealed class SettingTests
{
    private static readonly SettingCatalog Catalog = new(CommandTree.Create(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Names => [.. Catalog.All.Select(s => s.Name)];

    // Whatever names inputs or outputs, allows overwriting, or speaks of one picture must be typed. Think before a name leaves this list.
    [Theory]
    [InlineData("mask")]
    [InlineData("exclude")]
    [InlineData("guide")]
    [InlineData("output")]
    [InlineData("overwrite")]
    [InlineData("count")]
    [InlineData("trace")]
    [InlineData("prompt")]
    [InlineData("input")]
    [InlineData("preview")]
    [InlineData("describe")]
    [InlineData("left")]
    [InlineData("ratio")]
    [InlineData("lora")]
    [InlineData("embedding")]
    [InlineData("vae")]
    [InlineData("negative-prompt")]
    [InlineData("steps")]
    public void Catalog_WhatDecidesOnFiles_IsNoSetting(string name)
    {
        Assert.True(Catalog.IsOption(name));
        Assert.DoesNotContain(Catalog.All, s => s.Name == name);
    }

    [Fact]
    public void Catalog_MaskCommand_DoesNotTakeTheJobsGrowth() => Assert.DoesNotContain(Catalog.Of("mask")!, s => s.Name is "grow" or "feather");

    [Theory, MemberData(nameof(Names))]
    public void Setting_EveryOne_HasAVariableAndADefaultInItsHelp(string name)
    {
        Setting setting = Catalog.All.Single(s => s.Name == name);

        Assert.Matches("^INFILL_[A-Z_]+$", setting.Variable);
        Assert.NotEqual("none", setting.Default);
        Assert.NotEmpty(setting.Default);
    }

    [Fact]
    public void Catalog_EverySetting_StandsInTheDocs()
    {
        string docs = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "settings.md"));

        Assert.All(Catalog.All, s => Assert.Contains($"`{s.Name}`", docs, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void FindProblem_ControlCharacter_IsOneThatDoesNotRepeatIt(string name) =>
        Assert.DoesNotContain(Catalog.All.Single(s => s.Name == name).FindProblem("a\eb")!, char.IsControl);

    [Theory]
    [InlineData("seed", "5", true)]
    [InlineData("seed", "-5", false)]
    [InlineData("grow", "4%", true)]
    [InlineData("grow", "101%", false)]
    [InlineData("blend", "poisson", true)]
    [InlineData("blend", "Poisson", false)]
    [InlineData("strict", "true", true)]
    [InlineData("strict", "yes", false)]
    [InlineData("engine", "--seed", true)]
    [InlineData("engine", "a=b", true)]
    public void FindProblem_Value_IsWhatTheCommandLineWouldSay(string name, string value, bool fits)
    {
        string? problem = Catalog.All.Single(s => s.Name == name).FindProblem(value);

        Assert.Equal(fits, problem is null);
        Assert.StartsWith(fits ? "" : $"--{name} is '{value}'; it must be ", problem ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/x", "/home/a", "/x")]
    [InlineData("x", "/home/a", "/home/a/.config")]
    [InlineData("", "/home/a", "/home/a/.config")]
    [InlineData(null, "/home/a", "/home/a/.config")]
    [InlineData(null, "", null)]
    [InlineData(null, null, null)]
    public void FindUserFolder_Variables_FollowTheBaseDirectorySpecification(string? config, string? home, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has %APPDATA%.");

        Assert.Equal(expected, SettingPlaces.FindUserFolder(name => name switch { "XDG_CONFIG_HOME" => config, "HOME" => home, _ => null }));
    }

    [Fact]
    public void Remove_SettingsBeforeADoubleDash_AreStillOptions()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("-photo.png", 48, 40);

        CliRun run = folder.RunUnder([("INFILL_SEED", "9"), ("INFILL_JSON", "1")], "remove", "--mask", "mask.png", "--output", "out.png", "--", "-photo.png");

        Assert.Contains("\"seed\":9", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INFILL_SEED", "abc", "--seed is 'abc'; it must be a whole number from 0 to 2147483647. It comes from INFILL_SEED.")]
    [InlineData("INFILL_STRICT", "maybe", "--strict is 'maybe'; it must be true or false (1 or 0 in a variable). It comes from INFILL_STRICT.")]
    public void Remove_UnusableVariable_Is2UnlessTheLineSaysOtherwise(string variable, string value, string expected)
    {
        using var folder = new CliFolder();
        string[] job = ["remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--overwrite"];

        CliRun run = folder.RunUnder([(variable, value)], job);

        Assert.Equal((2, $"infill: {expected}"), (run.Code, run.FirstError.TrimEnd()));
        Assert.Equal(0, folder.RunUnder([(variable, value)], [.. job, "--seed", "1", "--strict"]).Code);
        Assert.Equal(0, folder.RunUnder([(variable, value)], [.. job, "--no-settings"]).Code);
    }

    [Theory]
    [InlineData("INFILL_ENGINE", "foo", 6, "--engine foo comes from INFILL_ENGINE.", 48)]
    [InlineData("INFILL_MAX_MEGAPIXELS", "1", 7, "--max-megapixels 1 comes from INFILL_MAX_MEGAPIXELS.", 1100)]
    public void Remove_RefusedForASetting_SaysWhereItComesFrom(string variable, string value, int code, string expected, int side)
    {
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", side, side);

        CliRun run = folder.RunUnder(
            [(variable, value), ("INFILL_SEED", "5")], "remove", "photo.png", "--mask", "rect:5,5,9,9", "--output", "out.png");

        Assert.Equal(code, run.Code);
        Assert.Equal(expected, run.Error.Split('\n')[1].TrimEnd());
        Assert.DoesNotContain("INFILL_SEED", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }
}
