using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Edit sessions on the command line.</summary>
public sealed class SessionCommandTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public void Session_EditsUndoneAndRedone_GiveThePictureThatBelongs()
    {
        Done("session", "new", "edit", "photo.png");
        Done("session", "apply", "edit", "--", "fill", "--mask", "rect:5,5,6,6", "--engine", "smooth");
        Done("session", "apply", "edit", "--", "remove", "--mask", "mask.png", "--engine", "smooth");
        byte[] both = Export("both.png");
        Done("session", "undo", "edit");
        byte[] first = Export("first.png");
        Done("session", "redo", "edit");

        Assert.Equal(both, Export("again.png"));
        Assert.NotEqual(first, both);
        Image photo = _folder.Load("photo.png"), one = _folder.Load("first.png");
        Assert.NotEqual(photo[8, 8, 0], one[8, 8, 0]);
        Assert.Equal(photo[22, 17, 0], one[22, 17, 0]);
        Assert.Equal(photo[40, 35, 1], one[40, 35, 1]);
        Done("session", "undo", "edit", "--steps", "2");
        Assert.Equal(photo.Samples8, ImageOf(Export("none.png")).Samples8);
    }

    [Fact]
    public void List_Json_HasStepsAndPosition()
    {
        Done("session", "new", "edit", "photo.png");
        Done("session", "apply", "edit", "--", "fill", "--mask", "rect:5,5,6,6", "--engine", "smooth");
        Done("session", "undo", "edit");

        CliRun text = Done("session", "list", "edit");
        string record = Done("session", "list", "edit", "--json").Out;
        RecordAssert.Fits("session", record);
        using JsonDocument json = JsonDocument.Parse(record);

        Assert.Contains("→ 0  photo.png", text.Out, StringComparison.Ordinal);
        Assert.Contains("fill 36 px with smooth, done  (undone)", text.Out, StringComparison.Ordinal);
        Assert.Equal("session", json.RootElement.GetProperty("record").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("position").GetInt32());
        JsonElement step = Assert.Single(json.RootElement.GetProperty("steps").EnumerateArray().ToArray());
        Assert.False(step.GetProperty("isApplied").GetBoolean());
    }

    [Fact]
    public void Export_OnALargerVersion_MakesTheStepsAgain()
    {
        Image photo = _folder.Load("photo.png");
        var large = new Image(new PixelSize(photo.Width * 3, photo.Height * 3), photo.Format);
        for (int i = 0; i < large.Samples8.Length; i++)
        {
            int x = i / 3 % large.Width, y = i / 3 / large.Width;
            large.Samples8[i] = (byte)photo[x / 3, y / 3, i % 3];
        }

        ImageFile.Save(large, _folder["large.png"]);
        Done("session", "new", "edit", "photo.png");
        Done("session", "apply", "edit", "--", "fill", "--mask", "rect:20,15,8,6", "--engine", "smooth", "--grow", "1px");

        CliRun run = Done("session", "export", "edit", "--on", "large.png", "--output", "large-out.png");

        Assert.Contains("1 step, 144×120", run.Error, StringComparison.Ordinal);
        Image made = _folder.Load("large-out.png");
        PixelRect changed = ChangedRect(large, made);
        Assert.True(new PixelRect(54, 39, 36, 30).Contains(changed), $"{changed}");
        Assert.True(changed.Contains(new PixelRect(64, 49, 16, 10)), $"{changed}");
    }

    [Fact]
    public void Export_OnAnotherPhoto_IsRefused()
    {
        Done("session", "new", "edit", "photo.png");
        _folder.SavePhoto("other.png", 50, 40);
        ImageFile.Save(new Image(new PixelSize(96, 80), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8)), _folder["black.png"]);

        CliRun shape = _folder.Run("session", "export", "edit", "--on", "other.png", "--output", "o.png");
        CliRun content = _folder.Run("session", "export", "edit", "--on", "black.png", "--output", "o.png");

        Assert.Equal((2, 2), (shape.Code, content.Code));
        Assert.Contains("a larger version of the same photo", shape.Error, StringComparison.Ordinal);
        Assert.Contains("shows something else", content.Error, StringComparison.Ordinal);
        Assert.False(_folder.Has("o.png"));
    }

    [Theory]
    [InlineData("The edit is missing")]
    [InlineData("is no edit of a session", "mask", "--mask", "rect:1,1,5,5")]
    [InlineData("--output is no option of fill in a session", "fill", "--mask", "rect:1,1,5,5", "--output", "x.png")]
    [InlineData("--count is no option", "fill", "--mask", "rect:1,1,5,5", "--count", "2")]
    [InlineData("'other.png' is too much", "fill", "other.png", "--mask", "rect:1,1,5,5")]
    [InlineData("needs --mask", "fill")]
    [InlineData("--grow is 'x'", "fill", "--mask", "rect:1,1,5,5", "--grow", "x")]
    public void Apply_WrongEdit_SaysWhatIsWrongAndLeavesTheSession(string expected, params string[] words)
    {
        Done("session", "new", "edit", "photo.png");
        string before = File.ReadAllText(_folder["edit/session.json"]);

        CliRun run = _folder.Run(["session", "apply", "edit", "--", .. words]);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_folder["edit/session.json"]));
    }

    [Fact]
    public void Session_ChangedByHand_IsRefusedWithTheHash()
    {
        Done("session", "new", "edit", "photo.png");
        string source = Assert.Single(Directory.GetFiles(_folder["edit/contents"]));
        File.AppendAllText(source, "x");

        CliRun run = _folder.Run("session", "list", "edit");

        Assert.Equal(1, run.Code);
        Assert.Contains($"contents/{Path.GetFileName(source)} has the SHA-256", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "Nothing is applied", "undo", "edit")]
    [InlineData(2, "holds no session", "list", "none")]
    [InlineData(2, "is there already", "new", "edit", "photo.png")]
    [InlineData(1, "There is no file", "new", "fresh", "gone.png")]
    public void Session_WrongUse_IsRefused(int code, string expected, params string[] words)
    {
        Done("session", "new", "edit", "photo.png");

        CliRun run = _folder.Run(["session", .. words]);

        Assert.Equal(code, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["fresh"]));
    }

    public void Dispose() => _folder.Dispose();

    private static PixelRect ChangedRect(Image before, Image after)
    {
        var changed = new Mask(before.Size);
        for (int i = 0; i < changed.Values.Length; i++)
        {
            int x = i % before.Width, y = i / before.Width;
            changed.Values[i] = Enumerable.Range(0, 3).Any(c => before[x, y, c] != after[x, y, c]) ? 1f : 0f;
        }

        return changed.FindBounds();
    }

    private static Image ImageOf(byte[] png) => ImageFile.Load(png, null, TestContext.Current.CancellationToken);

    private CliRun Done(params string[] args)
    {
        CliRun run = _folder.Run(args);
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        return run;
    }

    private byte[] Export(string name)
    {
        Done("session", "export", "edit", "--output", name);
        return File.ReadAllBytes(_folder[name]);
    }
}
