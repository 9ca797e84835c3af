using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Settings;

/// <summary>Runs a job in which one kind of place sets settings to their first value and every weaker place sets them to the second.</summary>
public sealed class SettingLayers
{
    /// <summary>From strong to weak; "default" sets nothing.</summary>
    public static readonly string[] Origins = ["flag", "environment", "folder", "user", "default"];

    private readonly ConcurrentDictionary<(string Names, string Origin), Lazy<LayeredRun>> _runs = new();

    /// <summary>The job under the settings; each kind of job runs once.</summary>
    internal LayeredRun Run(IReadOnlyList<LayeredSetting> settings, string origin) => _runs.GetOrAdd(
        (string.Join(',', settings.Select(s => s.Name)), origin),
        _ => new Lazy<LayeredRun>(() => RunOnce(settings, Array.IndexOf(Origins, origin)))).Value;

    private static LayeredRun RunOnce(IReadOnlyList<LayeredSetting> settings, int origin)
    {
        using var folder = new CliFolder();
        List<string> args = ["remove", "photo.png", "--mask", "rect:20,15,8,6", "--output", "out.png", "--trace", "trace"];
        var environment = new List<(string, string)>();
        JsonObject here = [], user = [];
        foreach (LayeredSetting setting in settings)
        {
            for (int layer = origin; layer < Origins.Length - 1; layer++)
            {
                string value = layer == origin ? setting.First : setting.Second;
                switch (Origins[layer])
                {
                    case "flag":
                        args.Add($"--{setting.Name}={value}");
                        break;
                    case "environment":
                        environment.Add(($"INFILL_{setting.Name.Replace('-', '_').ToUpperInvariant()}", value));
                        break;
                    case "folder" when !setting.IsUserOnly:
                        here[setting.Name] = ToJson(value);
                        break;
                    case "user":
                        user[setting.Name] = ToJson(value);
                        break;
                }
            }
        }

        File.WriteAllText(folder["infill.json"], here.ToJsonString());
        folder.SaveUserSettings(user.ToJsonString());
        CliRun run = folder.RunUnder([.. environment], [.. args]);
        string trace = folder["trace/trace.json"];
        return new LayeredRun(run, File.Exists(trace) ? JsonNode.Parse(File.ReadAllText(trace))!["command"]!["job"] : null);
    }

    // Numbers and truth values as such, everything else as a text.
    private static JsonNode ToJson(string value)
    {
        try
        {
            return JsonNode.Parse(value)!;
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
