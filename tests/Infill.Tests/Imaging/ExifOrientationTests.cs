using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ExifOrientationTests
{
    [Theory, InlineData(1), InlineData(6), InlineData(8)]
    public void Reset_Block_ChangesOnlyTheOrientation(int orientation)
    {
        byte[] block = TestExif.Block(orientation);
        byte[] before = (byte[])block.Clone();

        byte[] reset = ExifOrientation.Reset(block);

        Assert.Equal(TestExif.Block(1), reset);
        Assert.Equal(before, block);
    }

    [Fact]
    public void Reset_BigEndianWithoutPrefix_IsUnderstood()
    {
        byte[] block = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];

        Assert.Equal([0, 1, 0, 0], ExifOrientation.Reset(block)[18..]);
    }

    [Fact]
    public void Reset_CutOrMadBlock_IsReturnedAsItIs()
    {
        byte[] block = TestExif.Block(6);
        for (int length = 0; length < 20; length++)
        {
            Assert.Equal(block[..length], ExifOrientation.Reset(block[..length]));
        }

        block[10] = block[11] = block[12] = block[13] = 0xFF;   // the directory lies beyond the end
        Assert.Equal(block, ExifOrientation.Reset(block));
    }
}
