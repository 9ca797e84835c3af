using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests;

public sealed class KeepCheckTests
{
    [Fact]
    public void Compare_ChangesOnlyInTheHole_Holds()
    {
        Image before = Pictures.Noise(13, 11);
        Image after = before.Clone();
        after[5, 5, 1] = 255 - after[5, 5, 1];

        KeepProof proof = KeepCheck.Compare(before, after, Holes.Of(13, 11, new PixelRect(5, 5, 1, 1)));

        Assert.Equal(new KeepProof((13 * 11) - 1, 0, 0), proof);
        Assert.True(proof.Holds);
    }

    [Fact]
    public void Compare_OneKeptPixelChangedAnywhere_IsAlwaysFound()
    {
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 12], Gen.Int[0, Pictures.AllFormats.Length - 1].Select(i => Pictures.AllFormats[i]), Gen.Int[0, 999]).Sample(
            (x, y, format, seed) =>
            {
                Image before = Pictures.Noise(17, 13, format, seed);
                Mask composite = Holes.Of(17, 13, new PixelRect(3, 4, 5, 2), new PixelRect(9, 5, 3, 5));
                composite[4, 4] = 0f;
                Image after = before.Clone();
                int channel = seed % format.Channels;
                after[x, y, channel] = (after[x, y, channel] + 7) % (format.MaxValue + 1);
                int difference = Math.Abs(after[x, y, channel] - before[x, y, channel]);

                KeepProof proof = KeepCheck.Compare(before, after, composite);

                bool isKept = composite[x, y] == 0;
                Assert.Equal(new KeepProof((17 * 13) - 24, isKept ? 1 : 0, isKept ? difference : 0), proof);
            },
            iter: 1000);
    }

    [Fact]
    public void Compare_EmptyMask_CountsEveryChangedPixelOnce()
    {
        Image before = Pictures.Flat(10, 10, 0, Pictures.Rgb16);
        Image after = Pictures.Flat(10, 10, 1, Pictures.Rgb16);

        KeepProof proof = KeepCheck.Compare(before, after, new Mask(new PixelSize(10, 10), default));

        Assert.Equal(new KeepProof(100, 100, ushort.MaxValue), proof);
    }

    [Fact]
    public void Require_KeptPixelChanged_ThrowsTheProof()
    {
        Image before = Pictures.Noise(6, 5);
        Image after = before.Clone();
        after[5, 4, 2] ^= 1;
        Mask composite = Holes.Of(6, 5, new PixelRect(1, 1, 2, 2));

        KeepProofException e = Assert.Throws<KeepProofException>(() => KeepCheck.Require(before, after, composite));

        Assert.Equal(new KeepProof(26, 1, 1), e.Proof);
        Assert.StartsWith("1 of 26 kept pixels changed, by up to 1;", e.Message, StringComparison.Ordinal);
        Assert.True(KeepCheck.Require(before, before, composite).Holds);
    }

    [Fact]
    public void Compare_OtherSizeOrFormat_IsRefused()
    {
        Image image = Pictures.Noise(4, 4);
        var mask = new Mask(image.Size);

        Assert.Throws<ArgumentException>(() => KeepCheck.Compare(image, Pictures.Noise(4, 5), mask));
        Assert.Throws<ArgumentException>(() => KeepCheck.Compare(image, Pictures.Noise(4, 4, Pictures.Rgb16), mask));
        Assert.Throws<ArgumentException>(() => KeepCheck.Compare(image, image, new Mask(new PixelSize(5, 4))));
    }
}
