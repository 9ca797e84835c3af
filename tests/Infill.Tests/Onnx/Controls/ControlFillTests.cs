using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Controls;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.StableDiffusion;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Onnx.Controls;

/// <summary>The engine led by the tiny control network.</summary>
public sealed class ControlFillTests
{
    private static readonly ControlSetup Canny = new() { Path = GoldenData.PathOf("models/controlnet"), Kind = ControlKind.Canny };

    [Theory]
    [InlineData(ControlKind.Canny)]
    [InlineData(ControlKind.SoftEdge)]
    [InlineData(ControlKind.Inpaint)]
    [InlineData(ControlKind.Map)]
    public void Fill_Led_GivesOtherPixelsAndWithoutWeightTheSame(ControlKind kind)
    {
        ControlSetup setup = Canny with { Kind = kind, Map = kind == ControlKind.Map ? MapOf(64, 56) : null };

        float[] alone = Fill();
        float[] led = Fill(setup with { Scale = 1 });
        float[] unled = Fill(setup with { Scale = 0 });

        Assert.True(Distance(alone, led) > 1e-3, $"{kind} changes nothing.");
        Assert.InRange(Distance(alone, unled), 0, 1e-4);
    }

    [Fact]
    public void Fill_Interval_CountsOnlyWithinIt()
    {
        float[] alone = Fill();

        Assert.InRange(Distance(alone, Fill(Canny with { Scale = 1, Start = 0.6, End = 0.9 })), 0, 1e-4);
        Assert.True(Distance(alone, Fill(Canny with { Scale = 1, Start = 0.5 })) > 1e-3);
    }

    [Fact]
    public void Fill_Two_AddUp()
    {
        float[] one = Fill(Canny with { Scale = 1 });
        float[] halves = Fill(Canny with { Scale = 0.5f }, Canny with { Scale = 0.5f });

        Assert.InRange(Distance(one, halves), 0, 1e-4);
    }

    [Fact]
    public void Map_IsCutAndScaledAsThePictureIs()
    {
        Image map = MapOf(90, 70);
        var rect = new PixelRect(20, 10, 64, 56);
        WorkFrame frame = WorkFrame.For(rect.Size, 128, 8);

        FloatImage shown = ControlPicture.Of(Canny with { Kind = ControlKind.Map, Map = map }, (new FloatImage(3, frame.Work), new Mask(frame.Work)), rect, frame);

        FloatImage expected = frame.Enter(ColorProfile.ToSrgb(map, rect));
        Assert.Equal(expected.Values, shown.Values);
    }

    [Fact]
    public void Inpaint_MarksTheHoleOnly()
    {
        Tile tile = SdScene.Tile();
        WorkFrame frame = WorkFrame.For(tile.Image.Size, 64, 8);

        FloatImage shown = ControlPicture.Of(Canny with { Kind = ControlKind.Inpaint }, (tile.Image, tile.Mask), tile.RectInImage, frame);

        for (int i = 0; i < shown.Values.Length; i++)
        {
            int pixel = i % (shown.Width * shown.Height);
            float mask = tile.Mask[pixel % shown.Width, pixel / shown.Width];
            Assert.Equal(mask > 0 ? -1f : tile.Image.Values[i], shown.Values[i]);
        }
    }

    [Fact]
    public void Request_MapOfAnotherSize_IsRefusedWithBothSizes()
    {
        using SdRuntime runtime = Open("sd15", Canny with { Kind = ControlKind.Map, Map = MapOf(50, 40) });

        InvalidRequestException refusal = Assert.Throws<InvalidRequestException>(() =>
            SdScene.Run(runtime, Pictures.Noise(64, 56, Pictures.AllFormats[0], seed: 1), SdScene.Tile().Mask));

        Assert.Contains("a map of 50×40, the picture is 64×56", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NetworkOfAnotherFamily_IsRefused() =>
        Assert.Contains("another family", Assert.Throws<ModelException>(() => Open("sdxl-inpaint", Canny)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OnnxExport_IsRefused() =>
        Assert.Contains("ONNX export", Assert.Throws<ModelException>(() => Open("sd15-inpaint-onnx", Canny)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2.5f, 0, 1, "scale is 2.5")]
    [InlineData(1f, 0.8, 0.2, "from 0.8 to 0.2")]
    public void Open_SetUpWrongly_SaysWhy(float scale, double start, double end, string reason) => Assert.Contains(
        reason, Assert.Throws<ModelException>(() => Open("sd15", Canny with { Scale = scale, Start = start, End = end })).Message, StringComparison.Ordinal);

    [Fact]
    public void Info_OtherControls_AreOtherFingerprints()
    {
        using SdRuntime alone = Open("sd15"), led = Open("sd15", Canny), more = Open("sd15", Canny with { Scale = 1 });

        Assert.Equal(3, new[] { alone, led, more }.Select(runtime => runtime.Info.Model!.Fingerprint).Distinct().Count());
    }

    private static float[] Fill(params ControlSetup[] controls)
    {
        using SdRuntime runtime = Open("sd15", controls);
        EngineFill fill = SdScene.Fill(runtime, SdScene.Tile());
        Assert.Equal(controls.Length, fill.Notes.Count(note => note.StartsWith("Led by", StringComparison.Ordinal)));
        return fill.Image.Values;
    }

    private static SdRuntime Open(string model, params ControlSetup[] controls) =>
        SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf($"models/{model}"), Controls = controls });

    private static Image MapOf(int width, int height) => Pictures.Noise(width, height, Pictures.AllFormats[0], seed: 9);

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Max();
}
