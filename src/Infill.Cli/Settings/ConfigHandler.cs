using System.Collections;
using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Onnx.Sessions;

namespace Infill.Cli.Settings;

/// <summary>Shows settings and where they come from.</summary>
/// <param name="catalog">Every setting.</param>
/// <param name="places">Where they are looked for.</param>
internal sealed class ConfigHandler(SettingCatalog catalog, SettingPlaces places)
{
    /// <summary>Prints the files' paths, the strongest first.</summary>
    public ExitCode Path(Voice voice)
    {
        ConfigFileRecord[] files = ConfigFileRecord.Of(places);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(new ConfigPathRecord { Files = files }, ReportJson.Plain.ConfigPathRecord));
            return ExitCode.Done;
        }

        foreach (ConfigFileRecord file in files)
        {
            voice.Output.WriteLine(file.Path);
        }

        return ExitCode.Done;
    }

    /// <summary>Prints every setting with its value and origin.</summary>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public ExitCode List(Voice voice)
    {
        ConfigRecord record = Describe();
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ConfigRecord));
        }
        else
        {
            WriteText(record, voice);
        }

        foreach (string variable in record.UnknownVariables)
        {
            voice.Say($"Warning: {variable} sets nothing{Spelling.Suggest(variable, catalog.All.Select(s => s.Variable))}.");
        }

        return ExitCode.Done;
    }

    /// <summary>Everything that is set, and by whom.</summary>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public ConfigRecord Describe()
    {
        SettingSources sources = SettingSources.Read(places, () => catalog);
        return new ConfigRecord
        {
            Files = ConfigFileRecord.Of(places),
            Settings = [.. catalog.All.SelectMany(setting => Describe(setting, sources))],
            UnknownVariables = FindUnknownVariables(),
        };
    }

    private IEnumerable<ConfigSettingRecord> Describe(Setting setting, SettingSources sources)
    {
        SettingValue? common = sources.Find("", setting);
        yield return ToRecord(setting, common, null);
        foreach (string command in catalog.Commands)
        {
            if (catalog.Of(command)!.FirstOrDefault(s => s.Name == setting.Name) is Setting own && sources.Find(command, own) is SettingValue value
                && (value.Text, value.Source) != (common?.Text, common?.Source))
            {
                yield return ToRecord(own, value, command);
            }
        }
    }

    private static ConfigSettingRecord ToRecord(Setting setting, SettingValue? value, string? command) => new()
    {
        Name = setting.Name,
        Command = command,
        Value = value?.Text ?? setting.Default,
        Origin = value?.Origin ?? SettingOrigin.Default,
        Source = value?.Source,
        Variable = setting.Variable,
        Problem = value is null ? null : setting.FindProblem(value.Text),
    };

    private string[] FindUnknownVariables() =>
    [
        .. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key)
            .Where(name => name.StartsWith(Setting.VariablePrefix, StringComparison.Ordinal) && name != SessionCacheOptions.Variable && catalog.All.All(s => s.Variable != name))
            .Order(StringComparer.Ordinal),
    ];

    private static void WriteText(ConfigRecord record, Voice voice)
    {
        (string Name, string Value, string Origin)[] rows =
        [
            ("setting", "value", "origin"),
            .. record.Settings.Select(s => (s.Command is null ? s.Name : $"{s.Command}.{s.Name}", s.Value, s.Source ?? "default")),
        ];
        int nameWidth = rows.Max(row => row.Name.Length) + 2, valueWidth = rows.Max(row => row.Value.Length) + 2;
        foreach ((string name, string value, string origin) in rows)
        {
            // A value that holds a control character is a problem told below; a terminal must not obey it here.
            string shown = string.Concat(value.Select(c => char.IsControl(c) ? '?' : c));
            voice.Output.WriteLine(name.PadRight(nameWidth) + shown.PadRight(valueWidth) + origin);
        }

        foreach (ConfigSettingRecord broken in record.Settings.Where(s => s.Problem is not null))
        {
            voice.Say($"Warning: {broken.Problem} It comes from {broken.Source}.");
        }
    }
}
