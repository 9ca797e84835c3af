using System.Globalization;

namespace Infill.Bench.Runs;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    /// <summary>"quality", "speed" or "memory".</summary>
    public required string Mode { get; init; }

    /// <summary>"tune", "report" or "all".</summary>
    public string Set { get; init; } = "report";

    /// <summary>Our engines; "patch raw" is the engine without the blend stage.</summary>
    public IReadOnlyList<string> Engines { get; init; } = ["patch", "smooth"];

    /// <summary>Seeds for engines that use one.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [1];

    /// <summary>Only these cases; empty = all of the set.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Rounds of the speed run.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>False leaves the peers out.</summary>
    public bool WithPeers { get; init; } = true;

    /// <summary>Folder for tables and sheets.</summary>
    public string Output { get; init; } = "";

    public const string Usage = """
        Infill.Bench quality|speed|memory [options]
          --set tune|report|all   cases (default report)
          --engines a,b           our engines (default patch,smooth); "patch raw" is the engine without the blend stage
          --seeds 1,2,3           seeds (default 1)
          --cases a,b             only these cases
          --rounds N              rounds of the speed run (default 5)
          --no-peers              only our engines
          --output DIR            tables and contact sheets (default artifacts/bench/MODE-SET)
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or lacks its value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0] is not ("quality" or "speed" or "memory"))
        {
            throw new ArgumentException("The first argument must be quality, speed or memory.");
        }

        var options = new BenchOptions { Mode = arguments[0] };
        for (int i = 1; i < arguments.Count; i++)
        {
            options = arguments[i] == "--no-peers"
                ? options with { WithPeers = false }
                : options.With(arguments[i], i + 1 < arguments.Count ? arguments[++i] : throw new ArgumentException($"{arguments[i]} needs a value."));
        }

        string folder = options.Mode == "quality" ? $"quality-{options.Set}" : options.Mode;
        return options.Output.Length > 0 ? options : options with { Output = Path.Combine(Repository.Artifacts, folder) };
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--set" when value is "tune" or "report" or "all" => this with { Set = value },
        "--engines" => this with { Engines = value.Split(',') },
        "--seeds" => this with { Seeds = [.. value.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))] },
        "--cases" => this with { Cases = value.Split(',') },
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--output" => this with { Output = value },
        _ => throw new ArgumentException($"Unknown option or value: {name} {value}."),
    };
}
