using Infill.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Infill.Cli.Streams;

/// <summary>Stdin and stdout as places for pictures. Neither is touched before somebody asks for it.</summary>
internal sealed class StandardStreams
{
    /// <summary>What the user writes for stdin and stdout; a file of that name is <c>./-</c>.</summary>
    public const string Name = "-";

    private ReadOnlyMemory<byte>? _input;

    /// <summary>Those of this process.</summary>
    public static StandardStreams OfProcess { get; } = new()
    {
        OpenInput = OpenProcessInput,
        OpenOutput = OpenProcessOutput,
        HasPipedInput = () => Console.IsInputRedirected,
        HasPipedOutput = () => Console.IsOutputRedirected,
    };

    /// <summary>Opens stdin; whoever calls disposes.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens stdout; whoever calls disposes. A reader that has gone away is an error, not a success.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>False if stdin is a terminal, where nobody types a picture.</summary>
    public required Func<bool> HasPipedInput { get; init; }

    /// <summary>False if stdout is a terminal, which a picture would fill with rubbish.</summary>
    public required Func<bool> HasPipedOutput { get; init; }

    /// <summary>True for "-".</summary>
    public static bool Is(string? path) => path == Name;

    /// <summary>The path as sentences carry it: "stdout" for "-".</summary>
    public static string ShowOutput(string path) => Is(path) ? "stdout" : path;

    /// <summary>All of stdin. Read once and kept: a mask from stdin serves every input, and pixels follow the header.</summary>
    /// <param name="options">Most bytes, and the name for messages.</param>
    /// <param name="cancellationToken">Ends the wait for a pipe that stays silent.</param>
    /// <exception cref="ImageFileException">More bytes than the limit, or stdin is closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ReadOnlyMemory<byte> ReadInput(LoadOptions options, CancellationToken cancellationToken) =>
        _input ??= ReadToEnd(options, cancellationToken);

    /// <summary>Writes a complete picture file to stdout.</summary>
    /// <exception cref="CliException">Stdout is closed, or the disk behind it is full.</exception>
    public void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using Stream stream = OpenOutput();
            stream.Write(bytes);
            stream.Flush();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(
                ExitCode.Failed, $"Standard output cannot be written: {reason.Message}", "the same command with a file name instead of -");
        }
    }

    // On a thread of its own, which dies with the process: a pipe that stays silent must not outlast Ctrl-C.
    private ReadOnlyMemory<byte> ReadToEnd(LoadOptions options, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            using Stream stream = OpenOrRefuse();
            return ImageFile.ReadBytes(stream, options);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).WaitAsync(cancellationToken).GetAwaiter().GetResult();

    private Stream OpenOrRefuse()
    {
        try
        {
            return OpenInput();
        }
        catch (IOException reason)
        {
            throw new ImageFileException($"Standard input cannot be read: {reason.Message}", reason);
        }
    }

    private static Stream OpenProcessInput() =>
        Descriptor.IsInherited(Descriptor.Input) ? Console.OpenStandardInput() : throw new IOException("it is closed.");

    // The console's own stream takes a broken pipe for success. A plain stream over the descriptor tells; but over a regular file
    // it would write at positions of its own, so that a program that writes there afterwards would begin at the old end.
    private static Stream OpenProcessOutput()
    {
        if (!Descriptor.IsInherited(Descriptor.Output))
        {
            throw new IOException("it is closed.");
        }

        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var plain = new FileStream(new SafeFileHandle(Descriptor.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!plain.CanSeek)
        {
            return plain;
        }

        plain.Dispose();
        return Console.OpenStandardOutput();
    }
}
