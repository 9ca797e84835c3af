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
    /// <param name="name">Whose it is.</param>
    /// <param name="scopes">Words of what it may do; none = everything.</param>
    /// <param name="days">Days for which it is good; null = for ever.</param>
    public ExitCode Add(string name, IReadOnlyList<string> scopes, int? days) => Guarded(() =>
    {
        KeyScope scope = scopes.Aggregate(KeyScope.None, (all, word) => all | Enum.Parse<KeyScope>(word, ignoreCase: true));
        DateTimeOffset? expires = days is int count ? TimeProvider.System.GetUtcNow().AddDays(count) : null;
        Show(name, _file.Add(name, scope == KeyScope.None ? KeyScope.All : scope, expires));
        return ExitCode.Done;
    });

    /// <summary>Makes a key in the place of a name's others, which stay good for a while.</summary>
    /// <param name="name">Whose keys they are.</param>
    /// <param name="hours">Hours for which the old ones stay good.</param>
    public ExitCode Rotate(string name, int hours) => Guarded(() =>
    {
        Show(name, _file.Rotate(name, TimeSpan.FromHours(hours)));
        voice.Say(hours == 0 ? "The old keys are not good any more." : $"The old keys stay good for {hours} hours.");
        return ExitCode.Done;
    });

    /// <summary>Prints the keys without their secrets.</summary>
    public ExitCode List() => Guarded(() =>
    {
        foreach (KeyEntry key in _file.Read())
        {
            string scope = KeyRing.ScopeOf(key).ToString().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            string end = key.Expires is DateTimeOffset expires ? string.Create(CultureInfo.InvariantCulture, $"  until {expires:yyyy-MM-dd HH:mm}") : "";
            voice.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key.Prefix}…  {scope,-16}  {key.Created:yyyy-MM-dd HH:mm}  {key.Name}{end}"));
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

    private void Show(string name, string key)
    {
        voice.Output.WriteLine(key);
        voice.Say($"This key of '{name}' is shown once; only its hash is kept. Clients send it as 'Authorization: Bearer KEY'.");
    }

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
