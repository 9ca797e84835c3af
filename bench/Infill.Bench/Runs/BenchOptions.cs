using System.Globalization;

namespace Infill.Bench.Runs;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    /// <summary>A key of <see cref="BenchModes.All"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>Only these cases; empty = all of the speed set.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Rounds.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Other programs, as <c>infill eval --engine</c> takes them.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Folder for tables.</summary>
    public string Output { get; init; } = "";

    /// <summary>Sides in pixels at which the UNet is measured.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [512, 768];

    /// <summary>Folder of the random model, which is written there if it is not, and stays; null for a temporary one.</summary>
    public string? Model { get; init; }

    /// <summary>A small autoencoder that is measured beside the modes; null for none.</summary>
    public string? Vae { get; init; }

    /// <summary>Folder for optimised sessions; null for none.</summary>
    public string? Cache { get; init; }

    /// <summary>Measures the plain graph, too, which takes another 3.4 GB of memory.</summary>
    public bool WithPlain { get; init; } = true;

    public const string Usage = """
        Infill.Bench speed|memory|batch|check|networks|modes|gate|clicks|burst [options]
          --engine NAME=cmd:…     another program, as infill eval takes it; may be repeated (bench/peers.sh has those of the README)
          --cases a,b             only these cases of the speed set
          --rounds N              rounds, for modes seeds (default 5)
          --output DIR            tables (default artifacts/bench/MODE)
          --sizes 512,768         networks: sides of the pictures
          --plain true|false      networks: measure the plain graph, too (default true; 3.4 GB of memory)
          --model DIR             networks: keep the random model (4.3 GB) here and use it again; modes: a whole model
          --vae DIR               modes: a small autoencoder, for a row of its own
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or lacks its value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !BenchModes.All.ContainsKey(arguments[0]))
        {
            throw new ArgumentException($"The first argument must be one of {string.Join(", ", BenchModes.All.Keys)}; quality is measured by infill eval.");
        }

        var options = new BenchOptions { Mode = arguments[0], Output = Path.Combine(Repository.Artifacts, arguments[0]) };
        for (int i = 1; i < arguments.Count; i += 2)
        {
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value."));
        }

        return options;
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--engine" => this with { Peers = [.. Peers, value] },
        "--cases" => this with { Cases = value.Split(',') },
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--sizes" => this with { Sizes = [.. value.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture))] },
        "--model" => this with { Model = value },
        "--cache" => this with { Cache = value },
        "--vae" => this with { Vae = value },
        "--plain" => this with { WithPlain = bool.Parse(value) },
        "--output" => this with { Output = value },
        _ => throw new ArgumentException($"Unknown option or value: {name} {value}."),
    };
}
