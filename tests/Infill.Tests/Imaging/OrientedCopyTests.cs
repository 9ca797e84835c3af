using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class OrientedCopyTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void CopyRows_StripByStrip_FillsEveryPixelOnce(int orientation)
    {
        // Every stored pixel has its own 16-bit value, so a missed or doubled place shows.
        var stored = new PixelSize(13, 7);
        byte[] rows = [.. Enumerable.Range(0, 91).SelectMany(i => BitConverter.GetBytes((ushort)(i + 1)))];
        var target = new Image(OrientedCopy.Turn(stored, orientation), Pictures.Grey16);
        var copy = new OrientedCopy(stored, orientation, bytesPerPixel: 2);

        copy.CopyRows(rows.AsSpan(0, 4 * 26), 0, target);
        copy.CopyRows(rows.AsSpan(4 * 26), 4, target);

        Assert.Equal(Enumerable.Range(1, 91), target.Samples16.Order().Select(v => (int)v));
    }

    [Fact]
    public void CopyRows_BeyondThePicture_IsRefused()
    {
        var copy = new OrientedCopy(new PixelSize(4, 3), orientation: 6, bytesPerPixel: 1);

        Assert.Throws<ArgumentException>(() => copy.CopyRows(new byte[8], 2, new Image(new PixelSize(3, 4), Pictures.Grey8)));
        Assert.Throws<ArgumentException>(() => copy.CopyRows(new byte[4], 0, new Image(new PixelSize(4, 3), Pictures.Grey8)));
        Assert.Throws<ArgumentException>(() => copy.CopyRows(new byte[5], 0, new Image(new PixelSize(3, 4), Pictures.Grey8)));
    }
}
