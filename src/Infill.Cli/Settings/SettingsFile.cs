using System.Text.Json;
using Infill.Cli.Reports;
using Infill.Imaging;

namespace Infill.Cli.Settings;

/// <summary>An infill.json, wholly checked: keys, kinds of values, and who may set what.</summary>
internal sealed class SettingsFile
{
    /// <summary>Bytes; a file with every setting of every command has about ten thousand.</summary>
    private const long LargestFile = 1 << 20;

    private static readonly JsonDocumentOptions Form = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Values by command and name; "" holds those of all commands.</summary>
    private readonly Dictionary<(string Command, string Name), string> _values = [];
    private readonly string _path;
    private readonly SettingOrigin _origin;
    private readonly SettingCatalog _catalog;

    private SettingsFile(string path, SettingOrigin origin, SettingCatalog catalog) => (_path, _origin, _catalog) = (path, origin, catalog);

    /// <summary>Reads a file; null if there is none.</summary>
    /// <exception cref="CliException">The file cannot be read, is no settings file, or sets what it may not.</exception>
    public static SettingsFile? Read(string? path, SettingOrigin origin, Func<SettingCatalog> catalog)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new SettingsFile(path, origin, catalog());
        try
        {
            using JsonDocument json = JsonDocument.Parse(file.ReadText(), Form);
            file.Take(json.RootElement);
            return file;
        }
        catch (JsonException reason)
        {
            throw file.Refuse($"is no JSON that can be read: {reason.Message.Split(". ")[0].TrimEnd('.')} ({TraceJson.Place(reason)})");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON may escape and nothing can decode.
            throw file.Refuse("holds an escape that is no Unicode text");
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Failed, $"'{path}' cannot be read: {reason.Message}", SettingPlaces.WithoutSettings);
        }
    }

    /// <summary>The value for a command: of its own section, else of all commands, else null.</summary>
    public SettingValue? Find(string command, Setting setting) =>
        _values.TryGetValue((command, setting.Name), out string? text) || _values.TryGetValue(("", setting.Name), out text)
            ? new SettingValue(setting, text, _origin, _path)
            : null;

    private string ReadText()
    {
        if (SpecialFile.Is(_path))
        {
            throw Refuse("is a device, pipe or socket, not a file");
        }

        if (new FileInfo(_path).Length > LargestFile)
        {
            throw Refuse($"is larger than {LargestFile >> 20} MiB, so it holds no settings");
        }

        string text = File.ReadAllText(_path);
        return text.Trim().Length > 0 ? text : throw Refuse("is empty; an infill.json that sets nothing is {}");
    }

    private void Take(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("must be a JSON object, such as {\"engine\": \"patch\", \"remove\": {\"grow\": \"4%\"}}");
        }

        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (_catalog.Of(member.Name) is IReadOnlyList<Setting> settings)
            {
                TakeSection(member, settings);
            }
            else
            {
                TakeValue("", member, _catalog.All);
            }
        }
    }

    private void TakeSection(JsonProperty section, IReadOnlyList<Setting> settings)
    {
        if (section.Value.ValueKind != JsonValueKind.Object)
        {
            throw Refuse($"has \"{section.Name}\" as {Word(section.Value)}; the settings of a command are an object, such as {{\"seed\": 5}}");
        }

        foreach (JsonProperty member in section.Value.EnumerateObject())
        {
            TakeValue(section.Name, member, settings);
        }
    }

    private void TakeValue(string command, JsonProperty member, IReadOnlyList<Setting> settings)
    {
        // Before anything is repeated in a message: a terminal obeys such characters.
        if (member.Name.Any(char.IsControl) || (member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.Any(char.IsControl)))
        {
            throw Refuse("has a key or a text with a control character");
        }

        string key = command.Length == 0 ? member.Name : $"{command}.{member.Name}";
        Setting setting = settings.FirstOrDefault(s => s.Name == member.Name) ?? throw Refuse(WhyUnknown(command, key, member.Name, settings));
        if (_origin == SettingOrigin.Folder && setting.Trust == SettingTrust.UserOnly)
        {
            throw Refuse($"sets \"{key}\", which a folder's file may not: it guards against the files that lie there. "
                + $"Set it in your own file ('infill config path' names it), as {setting.Variable}, or as {setting.Option.Name}");
        }

        string text = ToText(setting.Kind, member.Value) ?? throw Refuse($"has \"{key}\" as {Word(member.Value)}; it must be {Allowed(setting.Kind)}");
        if (text.Trim().Length == 0)
        {
            throw Refuse($"has \"{key}\" empty; give it a value or take it out");
        }

        _values.Add((command, member.Name), text);
    }

    private string WhyUnknown(string command, string key, string name, IReadOnlyList<Setting> settings)
    {
        if (_catalog.IsOption(name) && _catalog.All.All(s => s.Name != name))
        {
            return $"sets \"{key}\", which comes from the command line only: it decides what is read or written, or speaks of one job";
        }

        if (command.Length > 0 && _catalog.All.Any(s => s.Name == name))
        {
            return $"sets \"{key}\", but {command} has no --{name}";
        }

        IEnumerable<string> known = settings.Select(s => s.Name).Concat(command.Length == 0 ? _catalog.Commands : []);
        return $"has the unknown setting \"{Jobs.Shell.Shorten(key)}\"{Spelling.Suggest(name, known)}; 'infill config list --no-settings' lists them";
    }

    private static string? ToText(SettingKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (SettingKind.Switch, JsonValueKind.True) => "true",
        (SettingKind.Switch, JsonValueKind.False) => "false",
        (SettingKind.Number or SettingKind.Length, JsonValueKind.Number) => value.GetRawText(),
        (SettingKind.Text or SettingKind.Length, JsonValueKind.String) => value.GetString(),
        _ => null,
    };

    private static string Allowed(SettingKind kind) => kind switch
    {
        SettingKind.Switch => "true or false",
        SettingKind.Number => "a number",
        SettingKind.Length => "a text such as \"4%\" or \"4px\"",
        _ => "a text",
    };

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private CliException Refuse(string what) => new(ExitCode.WrongUse, $"'{_path}' {what}.", SettingPlaces.WithoutSettings);
}
