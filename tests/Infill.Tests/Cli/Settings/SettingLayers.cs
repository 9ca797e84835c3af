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
        SettingScene scene = settings[0].Scene;
        List<string> args = scene switch
        {
            SettingScene.Batch => PrepareBatch(folder),
            SettingScene.Model => ["replace", "photo.png", "--mask", "rect:20,15,8,6", "--prompt", "a cat", "--steps", "1", "--output", "out.png", "--trace", "trace"],
            _ => ["remove", "photo.png", "--mask", "rect:20,15,8,6", "--output", "out.png", "--trace", "trace"],
        };
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
        if (scene == SettingScene.Batch)
        {
            return new LayeredRun(run, new JsonArray([.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line))]));
        }

        string trace = folder["trace/trace.json"];
        return new LayeredRun(run, File.Exists(trace) ? JsonNode.Parse(File.ReadAllText(trace))!["command"]!["job"] : null);
    }

    // Two jobs that fail in a way that can pass: a file stands where the outputs' folder must go.
    private static List<string> PrepareBatch(CliFolder folder)
    {
        folder.SavePhoto("photos/sub/a.png", 48, 40);
        folder.SavePhoto("photos/sub/b.png", 48, 40);
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out/sub"], "in the way");
        return ["batch", "photos", "--mask", "rect:20,15,8,6", "--output-dir", "out", "--json"];
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
