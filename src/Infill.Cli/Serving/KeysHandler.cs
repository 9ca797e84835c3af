using System.Globalization;
using Infill.Cli.Commands;
using Infill.Server;
using Infill.Server.Security;

namespace Infill.Cli.Serving;

/// <summary>Looks after the keys of a server; one that runs sees every change at its next request.</summary>
/// <param name="folder">The server's data folder.</param>
/// <param name="voice">Stdout gets keys and lists, stderr talk.</param>
internal sealed class KeysHandler(string folder, Voice voice)
{
    private readonly KeyFile _file = new(folder, TimeProvider.System);

    /// <summary>Makes a key and prints it: it is shown this once.</summary>
    public ExitCode Add(string name, bool readOnly) => Guarded(() =>
    {
        voice.Output.WriteLine(_file.Add(name, readOnly));
        voice.Say($"This key of '{name}' is shown once; only its hash is kept. Clients send it as 'Authorization: Bearer KEY'.");
        return ExitCode.Done;
    });

    /// <summary>Prints the keys without their secrets.</summary>
    public ExitCode List() => Guarded(() =>
    {
        foreach (KeyEntry key in _file.Read())
        {
            voice.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key.Prefix}…  {(key.ReadOnly ? "read " : "write")}  {key.Created:yyyy-MM-dd HH:mm}  {key.Name}"));
        }

        return ExitCode.Done;
    });

    /// <summary>Removes the key of a prefix, or all keys of a name.</summary>
    public ExitCode Remove(string prefixOrName) => Guarded(() =>
    {
        int count = _file.Remove(prefixOrName.TrimEnd('…'));
        voice.Say(count == 1 ? "1 key is gone." : $"{count} keys are gone.");
        return count > 0 ? ExitCode.Done : throw new CliException(ExitCode.WrongUse, $"There is no key with the prefix or name '{prefixOrName}'.", "infill serve keys list");
    });

    private static ExitCode Guarded(Func<ExitCode> work)
    {
        try
        {
            return work();
        }
        catch (ServerException reason)
        {
            throw new CliException(ExitCode.WrongUse, reason.Message, "infill serve keys --help");
        }
    }
}
