using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetVips;
using VipsImage = NetVips.Image;

namespace Infill.Imaging;

/// <summary>ICC conversion of small pictures through libvips (Little CMS).</summary>
internal static class VipsIcc
{
    private const string IccField = "icc-profile-data";
    private const string BuiltInSrgb = "srgb";
    private const string BuiltInCmyk = "cmyk";

    /// <summary>Steps per channel of the colour cube that tells whether a profile is sRGB.</summary>
    private const int ProbeSteps = 9;

    /// <summary>A profile that moves no probe by more than this (of 65535; 0.6 of an 8-bit step) is called sRGB:
    /// the many variants of it differ by rounding of their tables.</summary>
    private const int ProbeTolerance = 154;

    // Keyed by the array itself: one picture's profile is asked for once per tile.
    private static readonly ConditionalWeakTable<byte[], StrongBox<bool>> SrgbVerdicts = [];

    /// <summary>Model of the profile's device side, or null for others and for blobs that are no profile.</summary>
    /// <remarks>Bytes 16–19 of the header. Source: ICC.1:2022 §7.2.8.</remarks>
    public static ColorModel? ModelOf(byte[] profile)
    {
        ReadOnlySpan<byte> space = profile.Length >= 128 ? profile.AsSpan(16, 4) : default;
        return space.SequenceEqual("RGB "u8) ? ColorModel.Rgb
            : space.SequenceEqual("GRAY"u8) ? ColorModel.Grey
            : space.SequenceEqual("CMYK"u8) ? ColorModel.Cmyk : null;
    }

    /// <summary>True if the profile leaves a cube of probe colours where sRGB has them.</summary>
    public static bool IsSrgb(byte[] profile, ColorModel model) =>
        SrgbVerdicts.GetValue(profile, key => new StrongBox<bool>(Probe(key, model))).Value;

    /// <summary>Samples without alpha to 16-bit sRGB.</summary>
    /// <param name="image">In the profile's model.</param>
    /// <param name="profile">Embedded profile; null only for CMYK: then libvips' built-in one.</param>
    public static Image ToSrgb(Image image, byte[]? profile) => Convert(image, "to sRGB", source =>
    {
        // Through Lab in float on purpose: the direct transform goes through a coarse table and misses Display P3 by 12 of 255.
        using VipsImage tagged = Tag(source, profile);
        using VipsImage lab = tagged.IccImport(
            pcs: Enums.PCS.Lab,
            intent: Enums.Intent.Relative,
            blackPointCompensation: true,
            embedded: profile is not null,
            inputProfile: profile is null ? BuiltInCmyk : null);
        return lab.IccExport(
            pcs: Enums.PCS.Lab, intent: Enums.Intent.Relative, blackPointCompensation: true, outputProfile: BuiltInSrgb, depth: 16);
    });

    /// <summary>16-bit sRGB to samples without alpha.</summary>
    public static Image FromSrgb(Image srgb, PixelFormat color, byte[]? profile) => Convert(srgb, "from sRGB", source =>
    {
        using VipsImage lab = source.IccImport(
            pcs: Enums.PCS.Lab, intent: Enums.Intent.Relative, blackPointCompensation: true, embedded: false, inputProfile: BuiltInSrgb);
        using VipsImage tagged = Tag(lab, profile);
        return tagged.IccExport(
            pcs: Enums.PCS.Lab,
            intent: Enums.Intent.Relative,
            blackPointCompensation: true,
            outputProfile: profile is null ? BuiltInCmyk : null,
            depth: color.BitDepth);
    });

    private static bool Probe(byte[] profile, ColorModel model)
    {
        int channels = model == ColorModel.Grey ? 1 : 3;
        int side = model == ColorModel.Grey ? 1 : ProbeSteps;
        var probe = new Image(new PixelSize(ProbeSteps, side * side), new PixelFormat(model, HasAlpha: false, BitDepth: 16));
        for (int i = 0; i < probe.Samples16.Length; i++)
        {
            (int pixel, int channel) = (i / channels, i % channels);
            int step = channel switch { 0 => pixel, 1 => pixel / ProbeSteps, _ => pixel / (ProbeSteps * ProbeSteps) } % ProbeSteps;
            probe.Samples16[i] = (ushort)(step * ushort.MaxValue / (ProbeSteps - 1));
        }

        Image srgb = ToSrgb(probe, profile);
        for (int i = 0; i < srgb.Samples16.Length; i++)
        {
            int before = probe.Samples16[channels == 1 ? i / 3 : i];
            if (Math.Abs(srgb.Samples16[i] - before) > ProbeTolerance)
            {
                return false;
            }
        }

        return true;
    }

    private static VipsImage Tag(VipsImage image, byte[]? profile) =>
        profile is null ? image.Copy() : image.Mutate(target => target.Set(GValue.BlobType, IccField, profile));

    private static Image Convert(Image image, string what, Func<VipsImage, VipsImage> transform)
    {
        VipsRuntime.EnsureInitialized();
        Array samples = image.Format.BitDepth == 8 ? image.Samples8 : image.Samples16;
        var pin = GCHandle.Alloc(samples, GCHandleType.Pinned);
        try
        {
            using VipsImage source = VipsPixels.Wrap(pin.AddrOfPinnedObject(), image.Size, image.Format);
            using VipsImage result = transform(source);
            ColorModel model = result.Bands switch { 1 => ColorModel.Grey, 3 => ColorModel.Rgb, _ => ColorModel.Cmyk };
            return result.Format == Enums.BandFormat.Uchar
                ? new Image(image.Size, new PixelFormat(model, false, 8), result.WriteToMemory<byte>())
                : new Image(image.Size, new PixelFormat(model, false, 16), result.WriteToMemory<ushort>());
        }
        catch (VipsException e)
        {
            throw new ImageFileException(
                $"The picture's colour profile cannot be applied ({what}): {e.Message.Trim()}; remove the profile or convert the picture to sRGB first.", e);
        }
        finally
        {
            pin.Free();
        }
    }
}
