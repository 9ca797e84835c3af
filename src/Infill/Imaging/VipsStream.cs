using NetVips;

namespace Infill.Imaging;

/// <summary>Lends a .NET stream to libvips. No exception may cross native frames, so a failure is kept here and libvips sees an error code.</summary>
internal sealed class VipsStream(Stream stream)
{
    private const int Failed = -1;

    /// <summary>What the stream threw, or null; libvips only says "read error".</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The stream as a source, from its position; the caller disposes it after the last picture made from it.</summary>
    public SourceCustom AsSource()
    {
        var source = new SourceCustom();
        source.OnRead += Read;
        source.OnSeek += Seek;
        return source;
    }

    /// <summary>The stream as a target; TIFF also seeks and reads back.</summary>
    public TargetCustom AsTarget()
    {
        var target = new TargetCustom();
        target.OnWrite += Write;
        target.OnRead += Read;
        target.OnSeek += Seek;
        target.OnEnd += () => 0;
        return target;
    }

    private int Read(byte[] buffer, int length) => (int)Try(() => stream.Read(buffer, 0, length));

    private long Seek(long offset, SeekOrigin origin) => Try(() => stream.Seek(offset, origin));

    private long Write(byte[] buffer, int length) => Try(() =>
    {
        stream.Write(buffer, 0, length);
        return length;
    });

    private long Try(Func<long> action)
    {
        try
        {
            return action();
        }
#pragma warning disable CA1031 // an exception of any kind would tear down the process when it meets native frames
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure ??= e;
            return Failed;
        }
    }
}
