using Infill.Cli.Streams;

namespace Infill.Tests.Cli.Support;

/// <summary>Stdin in memory; what goes to stdout is gone.</summary>
internal sealed class MemoryStreams
{
    public MemoryStreams(byte[] input, bool isTerminal = false) => Streams = new StandardStreams
    {
        OpenInput = () =>
        {
            Opened++;
            return new MemoryStream(input);
        },
        OpenOutput = () => Stream.Null,
        HasPipedInput = () => !isTerminal,
        HasPipedOutput = () => !isTerminal,
    };

    public StandardStreams Streams { get; }

    /// <summary>How often stdin was opened.</summary>
    public int Opened { get; private set; }
}
