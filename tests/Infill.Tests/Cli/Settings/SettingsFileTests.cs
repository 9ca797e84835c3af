using CsCheck;
using Infill.Cli;
using Infill.Cli.Commands;
using Infill.Cli.Settings;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Settings;

/// <summary>What stands in an infill.json, right and wrong.</summary>
public sealed class SettingsFileTests
{
    private static readonly SettingCatalog Catalog = new(CommandTree.Create(TextWriter.Null, TextWriter.Null));

    [Theory]
    [InlineData("""{"sede":1}""", "unknown setting \"sede\" (did you mean 'seed'?)")]
    [InlineData("""{"maxMegapixels":1}""", "(did you mean 'max-megapixels'?)")]
    [InlineData("""{"remvoe":{}}""", "(did you mean 'remove'?)")]
    [InlineData("""{"remove":{"sede":1}}""", "unknown setting \"remove.sede\" (did you mean 'seed'?)")]
    [InlineData("""{"zzzzzzzz":1}""", "unknown setting \"zzzzzzzz\"; 'infill config list --no-settings' lists them")]
    [InlineData("""{"extend":{"grow":"3%"}}""", "sets \"extend.grow\", but extend has no --grow")]
    [InlineData("""{"overwrite":true}""", "comes from the command line only")]
    [InlineData("""{"remove":{"output":"x.png"}}""", "comes from the command line only")]
    [InlineData("""{"lenient":true}""", "INFILL_LENIENT, or as --lenient")]
    [InlineData("""{"remove":{"max-memory":9}}""", "sets \"remove.max-memory\", which a folder's file may not")]
    [InlineData("""{"seed":"5"}""", "has \"seed\" as a text; it must be a number")]
    [InlineData("""{"seed":[5]}""", "has \"seed\" as a list")]
    [InlineData("""{"seed":null}""", "has \"seed\" as null")]
    [InlineData("""{"strict":1}""", "has \"strict\" as a number; it must be true or false")]
    [InlineData("""{"engine":5}""", "has \"engine\" as a number; it must be a text")]
    [InlineData("""{"engine":" "}""", "has \"engine\" empty")]
    [InlineData("""{"grow":true}""", "it must be a text such as \"4%\" or \"4px\"")]
    [InlineData("""{"remove":5}""", "has \"remove\" as a number")]
    [InlineData("{\"engine\":\"a\\u001b]0;b\"}", "control character")]
    [InlineData("{\"a\\u001bb\":1}", "control character")]
    [InlineData("""{"seed":5,"seed":6}""", "Duplicate property 'seed'")]
    [InlineData("{\n\"seed\": 5,\n oops }", "(line 3")]
    [InlineData("", "is empty")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"engine":"\ud800"}""", "no Unicode text")]
    [InlineData("nonsense", "is no JSON that can be read")]
    public void Read_WrongFile_NamesFileAndPlace(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "infill.json");
        File.WriteAllText(path, json);

        CliException refusal = Assert.Throws<CliException>(() => Read(path));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.StartsWith($"'{path}' ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        Assert.Contains("--no-settings", refusal.TryNext, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CommentsTrailingCommasAndAByteOrderMark_AreFine()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "infill.json");
        File.WriteAllText(path, "{ // for these photos\n \"remove\": { \"grow\": \"4%\", }, /* and */ \"seed\": 7, }", System.Text.Encoding.UTF8);

        SettingsFile file = Read(path)!;

        Assert.Equal(("4%", "7", "7"), (Find(file, "remove", "grow"), Find(file, "remove", "seed"), Find(file, "fill", "seed")));
        Assert.Null(Find(file, "fill", "grow"));
    }

    [Fact]
    public void Read_UsersOwnFile_MayLoosenLimits()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "infill.json");
        File.WriteAllText(path, """{"lenient":true,"max-megapixels":900}""");

        Assert.Equal("900", Find(SettingsFile.Read(path, SettingOrigin.User, () => Catalog)!, "remove", "max-megapixels"));
    }

    [Fact]
    public void Read_HugeFile_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "infill.json");
        using (FileStream sparse = File.Create(path))
        {
            sparse.SetLength(1L << 40);
        }

        Assert.Contains("larger than 1 MiB", Assert.Throws<CliException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Pipe_IsRefusedWithoutWaiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "infill.json");
        System.Diagnostics.Process.Start("mkfifo", [path]).WaitForExit();

        Assert.Contains("device, pipe or socket", Assert.Throws<CliException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NothingThere_IsNothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "infill.json"));

        Assert.Null(Read(Path.Combine(folder.Path, "infill.json")));
        Assert.Null(Read(null));
    }

    // Names of settings and commands in random places find more than random letters do.
    private static readonly Gen<string> Fragments = Gen.OneOf(
        "{", "}", "[", "]", ":", ",", "\"seed\"", "\"remove\"", "\"grow\"", "\"strict\"", "\"x\"", "5", "true", "null", "\"4%\"", "//", "\n", "\\", "\"", "\u0001", "é", "1e999", " ", "\"\\ud800\"");

    [Fact]
    public void Read_AnyText_IsReadOrRefusedClearly()
    {
        using var folder = new TemporaryFolder();
        Gen.Select(Fragments.Array[0, 12].Select(string.Concat), Gen.Bool).Sample(
            (body, wrap) =>
            {
                string path = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.json");
                File.WriteAllText(path, wrap ? $"{{{body}}}" : body);
                try
                {
                    _ = Read(path);
                }
                catch (CliException refusal)
                {
                    Assert.Equal(ExitCode.WrongUse, refusal.Code);
                    Assert.StartsWith($"'{path}' ", refusal.Message, StringComparison.Ordinal);
                }
            },
            iter: 2000);
    }

    [Theory]
    [InlineData("""{"sede":1}""", "did you mean 'seed'?")]
    [InlineData("""{"seed":-1}""", "--seed is '-1'; it must be a whole number from 0 to 2147483647. It comes from ")]
    [InlineData("""{"remove":{"grow":"4cm"}}""", "--grow is '4cm'")]
    public void Remove_UnusableFile_Is2AndWritesNothing(string json, string expected)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], json);

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--json");

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.FirstError, StringComparison.Ordinal);
        Assert.Contains("infill.json", run.FirstError, StringComparison.Ordinal);
        Assert.Equal("Try: the same command with --no-settings, or correct the setting", run.LastError);
        Schemas.RecordAssert.Fits("error", run.Out);
        Assert.False(folder.Has("out.png"));
        Assert.Equal(0, folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--no-settings").Code);
    }

    private static SettingsFile? Read(string? path) => SettingsFile.Read(path, SettingOrigin.Folder, () => Catalog);

    private static string? Find(SettingsFile file, string command, string name) => file.Find(command, Catalog.All.Single(s => s.Name == name))?.Text;
}
