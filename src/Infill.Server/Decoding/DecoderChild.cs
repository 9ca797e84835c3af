using System.Diagnostics;
using System.Globalization;

namespace Infill.Server.Decoding;

/// <summary>One process that decodes, as the server sees it: asked one thing at a time, watched, and ended when it misbehaves.</summary>
internal sealed class DecoderChild : IDisposable
{
    private const int LookEveryMilliseconds = 100;
    private const int MostReasonBytes = 8192;
    private const int BlockBytes = 64 << 10;

    /// <summary>What the runtime and libvips take before the first picture, with room.</summary>
    private const long StartBytes = 160L << 20;

    /// <summary>What a process needs to find its runtime and its folder for temporary files. Nothing else is passed on: no key, no proxy, no home.</summary>
    private static readonly string[] Passed = ["DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP"];

    private readonly DecoderOptions _options;
    private readonly Process _process;
    private volatile string? _ended;

    private DecoderChild(DecoderOptions options, Process process) => (_options, _process) = (options, process);

    /// <summary>Starts a process and waits until it is warm.</summary>
    /// <exception cref="DecoderException">It does not start, or is no decoder.</exception>
    public static DecoderChild Start(DecoderOptions options)
    {
        var start = new ProcessStartInfo(options.Command[0], [.. options.Command.Skip(1), options.MemoryBytes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        SetEnvironment(start.Environment, options);
        DecoderChild? child = null;
        try
        {
            child = new DecoderChild(options, Process.Start(start)!);
            child._process.ErrorDataReceived += (_, _) => { };
            child._process.BeginErrorReadLine();
            child.Watched(() => DecoderWire.ReadNumber(child.Answers, (int)DecodeVerdict.Ready, (int)DecodeVerdict.Ready), CancellationToken.None);
            return child;
        }
        catch (Exception reason) when (reason is System.ComponentModel.Win32Exception or DecoderException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            child?.Dispose();
            throw new DecoderException($"The program {options.Command[0]} does not start as a decoder: {reason.Message}", reason) { IsAtStart = true };
        }
    }

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Bytes that it holds now; null if it is gone, or if the system cannot say at the moment.</summary>
    public long? FindBytes()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The second number is what is resident. The framework would read the files of every thread for it.
                return long.Parse(File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            }

            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (Exception reason) when (reason is InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private Stream Answers => _process.StandardOutput.BaseStream;

    /// <summary>Sends an order with its file and reads the answer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="file">As many bytes as the order says, from its beginning.</param>
    /// <param name="read">Reads what a decoder gives when all went well.</param>
    /// <param name="cancellationToken">Ends the process: there is no other way to stop a decoder.</param>
    /// <exception cref="Imaging.ImageFileException">The picture is refused; the process is well.</exception>
    /// <exception cref="DecoderException">The process is gone or must go.</exception>
    public T Ask<T>(DecodeOrder order, Stream file, Func<Stream, T> read, CancellationToken cancellationToken) => Watched(
        () =>
        {
            Stream orders = _process.StandardInput.BaseStream;
            order.Write(orders);
            Copy(file, orders);
            orders.Flush();
            var verdict = (DecodeVerdict)DecoderWire.ReadNumber(Answers, (int)DecodeVerdict.Read, (int)DecodeVerdict.Limited);
            return verdict == DecodeVerdict.Read
                ? read(Answers)
                : throw new Imaging.ImageFileException(PlainText.Of(DecoderWire.ReadText(Answers, MostReasonBytes))) { IsLimit = verdict == DecodeVerdict.Limited };
        },
        cancellationToken);

    /// <summary>Ends the process, whatever it does.</summary>
    public void Dispose()
    {
        End("it was not needed any more");
        _process.Dispose();
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, DecoderOptions options)
    {
        KeyValuePair<string, string?>[] passed = [.. environment.Where(pair => Passed.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))];
        environment.Clear();
        Array.ForEach(passed, pair => environment[pair.Key] = pair.Value);
        environment["DOTNET_GCHeapHardLimit"] = options.MemoryBytes.ToString("X", CultureInfo.InvariantCulture);
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
    }

    private static void Copy(Stream file, Stream orders)
    {
        byte[] block = new byte[BlockBytes];
        for (int count; (count = Read(file, block)) > 0;)
        {
            orders.Write(block, 0, count);
        }
    }

    private static int Read(Stream file, byte[] block)
    {
        try
        {
            return file.Read(block);
        }
        catch (IOException reason)
        {
            throw new DecoderException("its file cannot be read", reason) { IsOfTheDisk = true };
        }
    }

    private T Watched<T>(Func<T> work, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var watch = new Timer(_ => Look(start), null, LookEveryMilliseconds, LookEveryMilliseconds);
        using CancellationTokenRegistration gone = cancellationToken.Register(() => End("nobody waits for it any more"));
        try
        {
            return work();
        }
        catch (Exception reason) when (reason is IOException or InvalidDataException or ObjectDisposedException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string ended = _ended ?? (reason is InvalidDataException ? "it answered nonsense" : "it went down");
            End(ended);
            throw new DecoderException(ended, reason);
        }
    }

    private void Look(long start)
    {
        if (Stopwatch.GetElapsedTime(start) > _options.Patience)
        {
            End("it took too long");
        }
        else if (FindBytes() > _options.MemoryBytes + StartBytes)
        {
            End("it took too much memory");
        }
    }

    private void End(string why)
    {
        _ended ??= why;
        if (!TryKill(withChildren: true))
        {
            TryKill(withChildren: false);
        }
    }

    // To find what it started the system's files are read, which can fail when they are needed most: no descriptor left, for instance.
    private bool TryKill(bool withChildren)
    {
        try
        {
            _process.Kill(withChildren);
            return true;
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
            return true;
        }
        catch (Exception reason) when (reason is System.ComponentModel.Win32Exception or AggregateException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
