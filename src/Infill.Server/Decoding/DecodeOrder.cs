using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>What a decoder is asked for. The file's bytes follow it.</summary>
/// <param name="WantsPixels">False for the header alone.</param>
/// <param name="Options">Limits and strictness.</param>
/// <param name="Patience">After this time the decoder ends itself, should nobody be left to end it.</param>
/// <param name="Bytes">Length of the file.</param>
internal sealed record DecodeOrder(bool WantsPixels, LoadOptions Options, TimeSpan Patience, long Bytes)
{
    private const int MostNameBytes = 200;
    private const long MostMilliseconds = 24 * 3600 * 1000;

    /// <summary>Writes it.</summary>
    public void Write(Stream stream)
    {
        DecoderWire.WriteNumber(stream, WantsPixels ? 2 : 1);
        DecoderWire.WriteNumber(stream, Options.Lenient ? 1 : 0);
        DecoderWire.WriteNumber(stream, Options.MaxPixels);
        DecoderWire.WriteNumber(stream, Options.MaxBytes);
        DecoderWire.WriteText(stream, Options.StreamName);
        DecoderWire.WriteNumber(stream, (long)Patience.TotalMilliseconds);
        DecoderWire.WriteNumber(stream, Bytes);
    }

    /// <summary>Reads one; null at the end of the stream, when the server is gone.</summary>
    public static DecodeOrder? Read(Stream stream)
    {
        try
        {
            bool wantsPixels = DecoderWire.ReadNumber(stream, 1, 2) == 2;
            bool lenient = DecoderWire.ReadNumber(stream, 0, 1) == 1;
            var options = new LoadOptions
            {
                Lenient = lenient,
                MaxPixels = DecoderWire.ReadNumber(stream, 1, long.MaxValue),
                MaxBytes = DecoderWire.ReadNumber(stream, 1, long.MaxValue),
                StreamName = DecoderWire.ReadText(stream, MostNameBytes),
            };
            var patience = TimeSpan.FromMilliseconds(DecoderWire.ReadNumber(stream, 1, MostMilliseconds));
            return new DecodeOrder(wantsPixels, options, patience, DecoderWire.ReadNumber(stream, 0, Array.MaxLength));
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
