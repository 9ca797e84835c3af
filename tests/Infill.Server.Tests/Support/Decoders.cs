using Infill.Server.Decoding;

namespace Infill.Server.Tests.Support;

/// <summary>Processes that decode: the program's own, and ones that misbehave.</summary>
internal static class Decoders
{
    private static readonly string[] Command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"), DecoderHost.Word];

    /// <summary>The program's own.</summary>
    public static DecoderOptions Own => new() { Command = Command, Processes = 1 };

    /// <summary>A shell script that says that it is warm, and then does something else than decoding.</summary>
    public static DecoderOptions Script(string then) => new()
    {
        Command = ["/bin/sh", "-c", $@"printf '\001\000\000\000\000\000\000\000'; {then}"],
        Processes = 1,
        Patience = TimeSpan.FromSeconds(2),
    };
}
