using System.Collections.Concurrent;
using System.Diagnostics;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Decoding;

/// <summary>Pictures come through another process as they would come from this one, and whatever that process does, only its picture is lost.</summary>
public sealed class DecoderPoolTests
{
    private static readonly LoadOptions Limits = LoadOptions.Default;

    private static CancellationToken Token => TestServer.Token;

    public static TheoryData<string, string> Misbehaviour => new()
    {
        { "exit 1", "went down" },
        { "kill -SEGV $$", "went down" },
        { "sleep 60", "took too long" },
        { "cat > /dev/null", "took too long" },
        { "cat /dev/zero", "answered nonsense" },
        { @"printf '\002\000\000\000\000\000\000\000\377\377\377\377'; exec sleep 60", "took too long" },
        { @"printf '\002\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000\377\377\377\377\377\377\377\377'; cat > /dev/null", "answered nonsense" },
    };

    [Fact]
    public async Task Load_PicturesOfAllKinds_AreWhatThisProcessReads()
    {
        using var pool = new DecoderPool(Decoders.Own, _ => { });
        (PixelFormat Pixels, FileFormat File)[] kinds =
        [
            (Pictures.Rgb8, FileFormat.Jpeg), (Pictures.Rgba8, FileFormat.Webp), (Pictures.Rgb16, FileFormat.Tiff),
            (Pictures.Grey16, FileFormat.Png), (Pictures.Grey8, FileFormat.Gif), (Pictures.Rgb8, FileFormat.Heif), (Pictures.Cmyk8, FileFormat.Tiff),
        ];
        foreach ((PixelFormat pixels, FileFormat format) in kinds)
        {
            Image drawn = format == FileFormat.Gif ? Pictures.Flat(13, 9, 0.4) : Pictures.Noise(13, 9, pixels);
            byte[] file = ImageFile.Encode(drawn.WithMetadata(new ImageMetadata { DpiX = 300, DpiY = 150 }), format);
            using var stream = new MemoryStream(file);
            Image expected = ImageFile.Load(file, Limits, Token);

            ImageHeader header = await pool.ReadHeaderAsync(stream, Limits, Token);
            Image image = pool.Load(stream, Limits, Token);

            Assert.Equal(ImageFile.ReadHeader(file, Limits), header);
            Assert.Equal(expected.ComputeHash(), image.ComputeHash());
            ImageMetadata bare = image.Metadata with { IccProfile = null, Exif = null, Xmp = null, Warnings = [], Notes = [] };
            Assert.Equal(expected.Metadata with { IccProfile = null, Exif = null, Xmp = null, Warnings = [], Notes = [] }, bare);
            Assert.Equal(expected.Metadata.Exif, image.Metadata.Exif);
            Assert.Equal(expected.Metadata.Warnings, image.Metadata.Warnings);
        }
    }

    [Fact]
    public void Load_DamagedPicture_IsRefusedAsHereAndTheProcessStays()
    {
        var lost = new ConcurrentQueue<string>();
        using var pool = new DecoderPool(Decoders.Own, lost.Enqueue);
        byte[] file = TestServer.Photo();

        ImageFileException here = Assert.Throws<ImageFileException>(() => ImageFile.Load(file.AsMemory(0, file.Length / 2), Limits, Token));
        ImageFileException there = Assert.Throws<ImageFileException>(() => Load(pool, file[..(file.Length / 2)]));
        ImageFileException large = Assert.Throws<ImageFileException>(() => pool.Load(new MemoryStream(file), Limits with { MaxPixels = 100 }, Token));
        ImageFileException tooLong = Assert.Throws<ImageFileException>(() => pool.Load(new MemoryStream(file), Limits with { MaxBytes = 100 }, Token));

        Assert.Equal((here.Message, false), (there.Message, there.IsLimit));
        Assert.True(large.IsLimit && tooLong.IsLimit);
        Assert.Empty(lost);
        Assert.Equal(48, Load(pool, file).Width);
    }

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public void Load_DecoderThatMisbehaves_LosesOnlyThePicture(string script, string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for sh.");
        var lost = new ConcurrentQueue<string>();
        using var pool = new DecoderPool(Decoders.Script(script), lost.Enqueue);
        long start = Stopwatch.GetTimestamp();

        ProblemException first = Assert.Throws<ProblemException>(() => Load(pool, TestServer.Photo()));
        ProblemException second = Assert.Throws<ProblemException>(() => Load(pool, TestServer.Photo()));

        Assert.All([first, second], problem => Assert.Equal((422, "picture"), (problem.Explanation.Status, problem.Explanation.Code)));
        Assert.Contains(what, first.Explanation.Detail, StringComparison.Ordinal);
        Assert.Contains(lost, line => line.Contains(what, StringComparison.Ordinal));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    [Fact]
    public async Task ReadHeaderAsync_ProgramThatIsNoDecoder_IsTheServersFault()
    {
        using var pool = new DecoderPool(Decoders.Own with { Command = [Path.Combine(AppContext.BaseDirectory, "no-such-program")] }, _ => { });
        byte[] file = ImageFile.Encode(Pictures.Noise(5, 5), FileFormat.Webp);

        ProblemException problem = await Assert.ThrowsAsync<ProblemException>(() => pool.ReadHeaderAsync(new MemoryStream(file), Limits, Token));

        Assert.Equal((503, "decoder"), (problem.Explanation.Status, problem.Explanation.Code));
        Assert.Equal(48, (await pool.ReadHeaderAsync(new MemoryStream(TestServer.Photo()), Limits, Token)).Size.Width);
    }

    // Small on the wire, and more than the decoder may take once its rows are unpacked.
    [Theory]
    [InlineData(FileFormat.Webp)]
    [InlineData(FileFormat.Png)]
    public void Load_PictureThatNeedsTooMuchMemory_IsRefused(FileFormat format)
    {
        byte[] file = ImageFile.Encode(Pictures.Flat(7000, 7000, 0.5), format);
        using var pool = new DecoderPool(Decoders.Own with { MemoryBytes = 96L << 20 }, _ => { });

        Exception? refusal = Record.Exception(() => Load(pool, file));

        Assert.True(refusal is ImageFileException or ProblemException { Explanation.Status: 422 }, $"{refusal}");
        Assert.Equal(48, Load(pool, TestServer.Photo()).Width);
    }

    [Fact]
    public void Load_ClientThatGoesAway_EndsTheDecoder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for sh.");
        using var pool = new DecoderPool(Decoders.Script("sleep 60") with { Patience = TimeSpan.FromSeconds(40) }, _ => { });
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        long start = Stopwatch.GetTimestamp();

        Assert.ThrowsAny<OperationCanceledException>(() => pool.Load(new MemoryStream(TestServer.Photo()), Limits, gone.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Fact]
    public void Load_ManyAtOnce_AllComeBack()
    {
        using var pool = new DecoderPool(Decoders.Own with { Processes = 2 }, _ => { });
        byte[][] files = [.. Enumerable.Range(1, 12).Select(seed => TestServer.Photo(seed: seed))];

        string[] hashes = [.. files.AsParallel().AsOrdered().WithDegreeOfParallelism(6).Select(file => Load(pool, file).ComputeHash())];

        Assert.Equal(files.Select(file => ImageFile.Load(file, Limits, Token).ComputeHash()), hashes);
    }

    // Measured on this machine, with room for one that is busy; the figures go to the log.
    [Fact]
    public void Load_LargePictureFromAWarmProcess_CostsAboutWhatItCostsHere()
    {
        using var pool = new DecoderPool(Decoders.Own, _ => { });
        byte[] small = TestServer.Photo(), large = ImageFile.Encode(Pictures.Flat(4000, 3000, 0.5), FileFormat.Jpeg);
        Load(pool, small);

        double[] there = [Median(() => Load(pool, small)), Median(() => Load(pool, large))];
        double[] here = [Median(() => ImageFile.Load(small, Limits, Token)), Median(() => ImageFile.Load(large, Limits, Token))];

        TestContext.Current.TestOutputHelper?.WriteLine($"48×40: {there[0]:0.0} ms there, {here[0]:0.0} ms here; 12 megapixels: {there[1]:0} ms there, {here[1]:0} ms here");
        Assert.InRange(there[1], 0, (here[1] * 6) + 1000);
        Assert.InRange(there[0], 0, here[0] + 500);

        static double Median(Func<Image> load) => Enumerable.Range(0, 5).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            load();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order().ElementAt(2);
    }

    private static Image Load(DecoderPool pool, byte[] file) => pool.Load(new MemoryStream(file), Limits, Token);
}
