using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>One picture stream on its way in: format by content, header, limits, then pixels strip by strip into one array.</summary>
/// <remarks>Strips are fetched on the calling thread and copied straight to their place, turned as EXIF says: peak memory is
/// one decoded copy plus what the format's own decoder holds (a whole frame for WebP, AVIF and interlaced PNG).</remarks>
internal sealed class PictureReader
{
    /// <summary>Below the large-object heap's 85,000 bytes: strips of a megabyte pile up there until a full collection.</summary>
    private const int StripBytes = 1 << 16;

    private static readonly string[] MetadataWords = ["exif", "xmp", "icc", "iptc", "resolution unit"];

    private readonly Stream _stream;
    private readonly string _name;
    private readonly LoadOptions _options;
    private readonly FileFormat _format;
    private readonly bool _isHevc;

    /// <summary>Looks at the first bytes only.</summary>
    /// <param name="stream">Seekable, read from its beginning; stays the caller's.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="options">Limits and strictness.</param>
    /// <exception cref="ImageFileException">Too many bytes, empty, or none of the six formats.</exception>
    public PictureReader(Stream stream, string name, LoadOptions options)
    {
        (_stream, _name, _options) = (stream, name, options);
        LoadLimits.RequireFileSize(name, stream.Length, options);
        byte[] buffer = new byte[FileSignature.Length];
        stream.Position = 0;
        ReadOnlySpan<byte> head = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        if (head.IsEmpty)
        {
            throw new ImageFileException($"{name} is empty (0 bytes); expected a picture.");
        }

        _format = FileSignature.Detect(head, out string seems)
            ?? throw new ImageFileException($"{name} is not a picture that can be read: it looks like {seems}. "
                + "Readable are JPEG, PNG, WebP, TIFF, AVIF and GIF; convert it to PNG first.");
        _isHevc = _format == FileFormat.Heif && FileSignature.IsHevc(head);
    }

    /// <summary>Reads the header and checks it against the limits; no pixel is decoded, and for usual files no decoder is started.</summary>
    public ImageHeader ReadHeader() => TryPeekHeader() ?? AskForHeader();

    /// <summary>The header if it is one of those that need no decoder, checked; else null.</summary>
    public ImageHeader? TryPeekHeader()
    {
        if (PeekHeader() is not { } header)
        {
            return null;
        }

        LoadLimits.Require(_name, header, _options);
        RequireFewScans();
        return header;
    }

    private ImageHeader? PeekHeader()
    {
        _stream.Position = _format == FileFormat.Jpeg ? 2 : 8;
        return _format switch
        {
            FileFormat.Jpeg => JpegHeader.TryRead(new ByteScanner(_stream)),
            FileFormat.Png => PngHeader.TryRead(new ByteScanner(_stream)),
            _ => null,
        };
    }

    /// <summary>The header as libvips reads it, which alone decides where pixels follow.</summary>
    internal ImageHeader AskForHeader()
    {
        try
        {
            // Not strict: warnings about pixels are no news before pixels are asked for.
            ImageHeader header = DecoderLog.Collect(
                () => WithPicture(strict: false, image => VipsHeader.Read(image, _format, _name)), out _);
            LoadLimits.Require(_name, header, _options);
            RequireFewScans();
            return header;
        }
        catch (VipsException e)
        {
            throw Unreadable(e, "its header cannot be read");
        }
    }

    /// <summary>Decodes the first frame.</summary>
    public Image ReadImage(CancellationToken cancellation)
    {
        ImageHeader header = AskForHeader();
        List<string> problems = [];
        try
        {
            Image image = DecoderLog.Collect(() => Decode(header, strict: true, cancellation), out IReadOnlyList<string> warnings);
            problems.AddRange(warnings);
            if (problems.Find(line => !IsAboutMetadata(line)) is string damage && !_options.Lenient)
            {
                throw Refused(damage, null);
            }

            return Finish(image, header, problems);
        }
        catch (VipsException e) when (!_options.Lenient)
        {
            throw Refused(Clean(e), e);
        }
        catch (VipsException e)
        {
            problems.Add(Clean(e));
        }

        try
        {
            Image image = DecoderLog.Collect(() => Decode(header, strict: false, cancellation), out IReadOnlyList<string> warnings);
            return Finish(image, header, [.. problems, .. warnings.Except(problems)]);
        }
        catch (VipsException e)
        {
            throw Unreadable(e, "nothing of it can be decoded");
        }
    }

    private Image Decode(ImageHeader header, bool strict, CancellationToken cancellation) => WithPicture(strict, picture =>
    {
        // The file may have changed since the header was checked: what is decoded must be what was checked.
        if (VipsHeader.Read(picture, _format, _name) != header)
        {
            throw new ImageFileException($"{_name} changed while it was read; try again.");
        }

        Image image = LoadLimits.Allocate(_name, header, VipsMetadata.Read(picture, _format));
        var stored = new PixelSize(picture.Width, picture.Height);
        var copy = new OrientedCopy(stored, header.Orientation, header.Format.BytesPerPixel);
        int stripRows = Math.Clamp(StripBytes / Math.Max(1, stored.Width * header.Format.BytesPerPixel), 1, 512);
        using var region = Region.New(picture);
        for (int y = 0; y < stored.Height; y += stripRows)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(stripRows, stored.Height - y);
            copy.CopyRows(region.Fetch(0, y, stored.Width, rows), y, image);
        }

        return image;
    });

    private void RequireFewScans()
    {
        if (_format == FileFormat.Jpeg)
        {
            _stream.Position = 0;
            LoadLimits.RequireScans(_name, JpegScans.Count(_stream, LoadLimits.MaxScans));
        }
    }

    private Image Finish(Image image, ImageHeader header, List<string> problems)
    {
        List<string> notes = [.. problems.Where(IsAboutMetadata)];
        if (header.Frames > 1)
        {
            notes.Add($"{_name} has {header.Frames} frames or pages; only the first is read.");
        }

        int? quality = null;
        if (_format == FileFormat.Jpeg)
        {
            _stream.Position = 0;
            quality = JpegQuality.Estimate(_stream);
        }

        return image.WithMetadata(image.Metadata with { JpegQuality = quality, Warnings = [.. problems.Except(notes)], Notes = notes });
    }

    // A phone that writes an odd resolution unit has not damaged the picture.
    private static bool IsAboutMetadata(string line) =>
        MetadataWords.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private T WithPicture<T>(bool strict, Func<VipsImage, T> use)
    {
        VipsRuntime.EnsureInitialized();
        _stream.Position = 0;
        using SourceCustom source = new VipsStream(_stream).AsSource();
        using VipsImage picture = Open(source, strict ? Enums.FailOn.Warning : Enums.FailOn.None);
        return use(picture);
    }

    /// <summary>Calls the one loader that the content asks for, so that no other loader gets to sniff at the file.</summary>
    private VipsImage Open(SourceCustom source, Enums.FailOn failOn)
    {
        const Enums.Access access = Enums.Access.Sequential;
        return _format switch
        {
            FileFormat.Jpeg => VipsImage.JpegloadSource(source, access: access, failOn: failOn),
            FileFormat.Png => VipsImage.PngloadSource(source, access: access, failOn: failOn),
            FileFormat.Webp => VipsImage.WebploadSource(source, access: access, failOn: failOn),
            FileFormat.Tiff => VipsImage.TiffloadSource(source, access: access, failOn: failOn),
            FileFormat.Heif => VipsImage.HeifloadSource(source, access: access, failOn: failOn),
            _ => VipsImage.GifloadSource(source, access: access, failOn: failOn),
        };
    }

    private ImageFileException Refused(string problem, Exception? inner) => inner is not null && _isHevc
        ? Unreadable(inner, "it cannot be decoded")
        : new ImageFileException($"{_name} ({SaveFormat.Name(_format)}) is damaged: {problem}. "
            + "Get an intact copy, or read it leniently (--lenient) to use what can be decoded.", inner);

    private ImageFileException Unreadable(Exception e, string what) => new(_isHevc
        ? $"{_name} is HEIC (HEVC), which this build of libvips does not decode; convert it to AVIF, PNG or JPEG."
        : $"{_name} ({SaveFormat.Name(_format)}) is damaged or uses an unsupported feature: {what} ({Clean(e)}). Get an intact copy or convert it to PNG.", e);

    /// <summary>The last line that libvips says; those before it name internal calls.</summary>
    private static string Clean(Exception e) =>
        e.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "no reason given";
}
