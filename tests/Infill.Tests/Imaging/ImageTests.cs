using System.Buffers.Binary;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class ImageTests
{
    private static readonly PixelSize Size = new(5, 3);

    public static TheoryData<PixelFormat> Formats => [.. Pictures.AllFormats];

    [Theory, MemberData(nameof(Formats))]
    public void Indexer_EverySample_IsItsOwnPlace(PixelFormat format)
    {
        var image = new Image(Size, format);
        int next = 0;
        ForEachSample(image, (x, y, c) => image[x, y, c] = ++next);

        next = 0;
        ForEachSample(image, (x, y, c) => Assert.Equal(++next, image[x, y, c]));
        int stored = format.BitDepth == 8 ? image.Samples8.Length : image.Samples16.Length;
        Assert.Equal(Size.Area * format.Channels, stored);
        Assert.Equal(stored, image.Samples8.Length + image.Samples16.Length);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Indexer_BeyondTheDepth_IsRefusedNotWrapped(PixelFormat format)
    {
        var image = new Image(Size, format);

        image[1, 1, 0] = format.MaxValue;

        Assert.Equal(format.MaxValue, image[1, 1, 0]);
        Assert.Throws<OverflowException>(() => image[1, 1, 0] = format.MaxValue + 1);
        Assert.Throws<OverflowException>(() => image[1, 1, 0] = -1);
    }

    [Theory, MemberData(nameof(Formats))]
    public void RowBytes_EveryRow_HoldsItsSamplesInOrder(PixelFormat format)
    {
        Image image = Pictures.Noise(Size.Width, Size.Height, format);

        for (int y = 0; y < Size.Height; y++)
        {
            byte[] row = image.RowBytes(y).ToArray();
            Assert.Equal(Size.Width * format.BytesPerPixel, row.Length);
            for (int i = 0; i < Size.Width * format.Channels; i++)
            {
                int stored = format.BitDepth == 8 ? row[i] : BinaryPrimitives.ReadUInt16LittleEndian(row.AsSpan(2 * i));
                Assert.Equal(image[i / format.Channels, y, i % format.Channels], stored);
            }
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void ComputeHash_AnySampleChanged_IsAnotherHash(PixelFormat format)
    {
        Image image = Pictures.Noise(Size.Width, Size.Height, format);
        string hash = image.ComputeHash();
        HashSet<string> seen = [hash];

        ForEachSample(image, (x, y, c) =>
        {
            Image changed = image.Clone();
            changed[x, y, c] ^= 1;
            Assert.True(seen.Add(changed.ComputeHash()), $"sample {c} of ({x}, {y}) does not count");
        });

        Assert.Equal(hash, image.ComputeHash());
    }

    [Fact]
    public void ComputeHash_SameBytesOtherShapeOrFormat_IsAnotherHash()
    {
        byte[] samples = [.. Enumerable.Range(0, 48).Select(i => (byte)i)];
        Image[] pictures =
        [
            new Image(new PixelSize(16, 1), Pictures.Rgb8, samples),
            new Image(new PixelSize(1, 16), Pictures.Rgb8, samples),
            new Image(new PixelSize(12, 1), Pictures.Rgba8, samples),
            new Image(new PixelSize(12, 1), Pictures.Cmyk8, samples),
            new Image(new PixelSize(48, 1), Pictures.Grey8, samples),
            new Image(new PixelSize(24, 1), new PixelFormat(ColorModel.Grey, HasAlpha: true, BitDepth: 8), samples),
            new Image(new PixelSize(24, 1), Pictures.Grey16, [.. samples.Chunk(2).Select(b => BinaryPrimitives.ReadUInt16LittleEndian(b))]),
        ];

        Assert.Distinct(pictures.Select(p => p.ComputeHash()));
        Assert.All(pictures, p => Assert.Matches("^[0-9a-f]{64}$", p.ComputeHash()));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Clone_Written_LeavesTheOriginalAlone(PixelFormat format)
    {
        Image image = TestPictures.Noise(Size, format, new ImageMetadata { DpiX = 300 });
        string hash = image.ComputeHash();

        Image clone = image.Clone();
        Assert.Equal(hash, clone.ComputeHash());
        clone[4, 2, format.Channels - 1] ^= 1;

        Assert.Equal(hash, image.ComputeHash());
        Assert.Same(image.Metadata, clone.Metadata);
    }

    [Theory, MemberData(nameof(Formats))]
    public void WithMetadata_Other_SharesSamplesAndHash(PixelFormat format)
    {
        Image image = Pictures.Noise(Size.Width, Size.Height, format);
        var metadata = new ImageMetadata { Xmp = [1, 2, 3] };

        Image other = image.WithMetadata(metadata);

        Assert.Same(metadata, other.Metadata);
        Assert.Same(ImageMetadata.None, image.Metadata);
        Assert.Same(image.Samples8.Length > 0 ? image.Samples8 : (object)image.Samples16, other.Samples8.Length > 0 ? other.Samples8 : other.Samples16);
        Assert.Equal(image.ComputeHash(), other.ComputeHash());
    }

    [Theory]
    [InlineData(0, 3, 8)]
    [InlineData(3, 0, 8)]
    [InlineData(-1, -1, 8)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 3, 12)]
    [InlineData(3, 3, 32)]
    public void Constructor_SenselessSizeOrDepth_IsRefused(int width, int height, int depth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, false, depth)));

    [Theory]
    [InlineData(44, 8)]
    [InlineData(46, 8)]
    [InlineData(0, 8)]
    [InlineData(45, 16)]
    public void Constructor_SamplesOfAnotherLengthOrDepth_SaysGotAndExpected(int count, int depth)
    {
        var format = new PixelFormat(ColorModel.Rgb, HasAlpha: false, depth);

        string message = Assert.Throws<ArgumentException>(() => new Image(Size, format, new byte[count])).Message;

        Assert.Equal($"Got {count} samples of 8 bit; a 5×3 picture in {depth}-bit RGB has 45 of {depth} bit.", message);
    }

    [Fact]
    public void Constructor_NegativeSides_AreRefusedThoughTheirProductFits() =>
        Assert.Throws<ArgumentException>(() => new Image(new PixelSize(-5, -3), Pictures.Grey8, new byte[15]));

    private static void ForEachSample(Image image, Action<int, int, int> visit)
    {
        for (int i = 0; i < image.Size.Area * image.Format.Channels; i++)
        {
            int pixel = i / image.Format.Channels;
            visit(pixel % image.Width, pixel / image.Width, i % image.Format.Channels);
        }
    }
}
