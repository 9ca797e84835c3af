using System.Reflection;
using Infill.Server.Decoding;

namespace Infill.Cli.Serving;

/// <summary>How this program starts itself as a decoder of pictures.</summary>
internal static class DecoderCommand
{
    private const string Host = "dotnet";

    /// <summary>Program and arguments: the executable, or the .NET host with the assembly where that is how the program was started.</summary>
    public static IReadOnlyList<string> Find() => Find(Environment.ProcessPath, Assembly.GetEntryAssembly() == typeof(DecoderCommand).Assembly, AppContext.BaseDirectory);

    /// <inheritdoc cref="Find()"/>
    /// <param name="process">Path of the running process.</param>
    /// <param name="isOwn">True if that process is this program, and not a test that calls it.</param>
    /// <param name="folder">Where the assembly lies.</param>
    internal static IReadOnlyList<string> Find(string? process, bool isOwn, string folder)
    {
        bool isHost = process is null || Path.GetFileNameWithoutExtension(process) == Host;
        return isOwn && !isHost ? [process!, DecoderHost.Word] : [isHost && process is not null ? process : Host, Path.Combine(folder, "Infill.Cli.dll"), DecoderHost.Word];
    }
}
