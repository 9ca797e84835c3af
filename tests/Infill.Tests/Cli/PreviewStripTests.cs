using Infill.Cli.Traces;
using Infill.Imaging;

namespace Infill.Tests.Cli;

public sealed class PreviewStripTests
{
    [Theory, InlineData(1, 1), InlineData(12, 12), InlineData(13, 12), InlineData(250, 12)]
    public void Draw_Steps_StandSideBySideAndEndWithTheLast(int steps, int shown)
    {
        FloatImage[] previews = [.. Enumerable.Range(1, steps).Select(i => Flat(i / (float)steps))];

        Image strip = PreviewStrip.Draw(previews);

        Assert.Equal(new PixelSize(shown * 5 * 4, 3 * 4), strip.Size);
        Assert.Equal(255, strip[strip.Width - 1, 0, 1]);
        Assert.True(steps == 1 || strip[0, 0, 0] < strip[25, 5, 0]);
    }

    private static FloatImage Flat(float value)
    {
        var preview = new FloatImage(3, new PixelSize(5, 3));
        Array.Fill(preview.Values, value);
        return preview;
    }
}
