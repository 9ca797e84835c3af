namespace Infill.Cli.Streams;

/// <summary>What "-" demands of a command, known before anything is read.</summary>
internal static class StandardUse
{
    /// <summary>Refuses what would read stdin twice, mix two kinds of data on stdout, or speak binary to a terminal.</summary>
    /// <param name="inputs">Name and value of everything that is read.</param>
    /// <param name="outputs">Name and value of everything that is written.</param>
    /// <param name="textOption">The option that prints to stdout, such as "--json", or null.</param>
    /// <param name="streams">Stdin and stdout.</param>
    /// <exception cref="CliException">Wrong use; says which.</exception>
    public static void Require(
        IReadOnlyList<(string Name, string? Value)> inputs,
        IReadOnlyList<(string Name, string? Value)> outputs,
        string? textOption,
        StandardStreams streams)
    {
        string[] read = [.. inputs.Where(i => StandardStreams.Is(i.Value)).Select(i => i.Name)];
        string[] written = [.. outputs.Where(o => StandardStreams.Is(o.Value)).Select(o => o.Name)];
        if (read.Length > 1)
        {
            string names = string.Join(", ", read[..^1]) + " and " + read[^1];
            throw Refuse($"{names} are {(read.Length == 2 ? "both" : "all")} '-', but stdin holds one picture; give the others as files.");
        }

        if (written.Length > 1)
        {
            throw Refuse($"{string.Join(" and ", written)} are both '-', but stdout takes one picture; give one of them a file name.");
        }

        if (written.Length == 1 && textOption is not null)
        {
            throw Refuse($"{written[0]} - and {textOption} both want stdout; write the picture to a file, or leave {textOption} out.");
        }

        if (read.Length == 1 && !streams.HasPipedInput())
        {
            throw Refuse($"{read[0]} is '-', but stdin is a terminal; pipe a picture in (cat photo.jpg | …) or name a file.");
        }

        if (written.Length == 1 && !streams.HasPipedOutput())
        {
            throw Refuse($"{written[0]} is '-', but stdout is a terminal, which cannot show a picture; redirect it (> out.png) or name a file.");
        }
    }

    private static CliException Refuse(string message) => new(ExitCode.WrongUse, message);
}
