namespace Infill.Diffusion.Schedules;

/// <summary>A sampler as people name it: a class of the reference with the settings that go with the name.</summary>
/// <param name="Name">Lower case, as on a command line.</param>
/// <param name="Kind">Class.</param>
public sealed record SamplerPreset(string Name, SamplerKind Kind)
{
    /// <summary>Levels that the name asks for; null leaves the configuration's.</summary>
    public SigmaSpacing? Sigmas { get; init; }

    /// <summary>Order that the name asks for; null leaves the configuration's.</summary>
    public int? Order { get; init; }

    /// <summary>Solves the stochastic equation.</summary>
    public bool IsStochastic { get; init; }

    /// <summary>Every name, in the order of a list for people.</summary>
    public static IReadOnlyList<SamplerPreset> All { get; } =
    [
        new("ddim", SamplerKind.Ddim),
        new("ddpm", SamplerKind.Ddpm),
        new("pndm", SamplerKind.Pndm),
        new("euler", SamplerKind.Euler),
        new("euler-karras", SamplerKind.Euler) { Sigmas = SigmaSpacing.Karras },
        new("euler-a", SamplerKind.EulerAncestral),
        new("heun", SamplerKind.Heun),
        new("heun-karras", SamplerKind.Heun) { Sigmas = SigmaSpacing.Karras },
        new("lms", SamplerKind.Lms),
        new("lms-karras", SamplerKind.Lms) { Sigmas = SigmaSpacing.Karras },
        new("dpmpp-2m", SamplerKind.DpmMultistep) { Order = 2 },
        new("dpmpp-2m-karras", SamplerKind.DpmMultistep) { Order = 2, Sigmas = SigmaSpacing.Karras },
        new("dpmpp-2m-sde", SamplerKind.DpmMultistep) { Order = 2, IsStochastic = true },
        new("dpmpp-2m-sde-karras", SamplerKind.DpmMultistep) { Order = 2, IsStochastic = true, Sigmas = SigmaSpacing.Karras },
        new("dpmpp-3m", SamplerKind.DpmMultistep) { Order = 3 },
        new("dpmpp-2s", SamplerKind.DpmSinglestep) { Order = 2 },
        new("dpmpp-2s-karras", SamplerKind.DpmSinglestep) { Order = 2, Sigmas = SigmaSpacing.Karras },
        new("unipc", SamplerKind.UniPc),
        new("unipc-karras", SamplerKind.UniPc) { Sigmas = SigmaSpacing.Karras },
        new("lcm", SamplerKind.Lcm),
        new("tcd", SamplerKind.Tcd),
        new("repaint", SamplerKind.RePaint),
    ];

    /// <summary>The sampler of a name, whatever its case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists all.</exception>
    public static SamplerPreset Find(string name) =>
        All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"\"{name}\" is no scheduler; known are {string.Join(", ", All.Select(preset => preset.Name))}.", nameof(name));

    /// <summary>The configuration of this sampler for a model.</summary>
    /// <param name="json">The model's scheduler_config.json, of whichever class.</param>
    public SchedulerConfig For(string json)
    {
        SchedulerConfig config = SchedulerConfigReader.Parse(json, Kind);
        return config with
        {
            Spacing = config.Spacing with { Sigmas = Sigmas ?? config.Spacing.Sigmas },
            Solver = config.Solver with { Order = Order ?? config.Solver.Order, IsStochastic = IsStochastic || config.Solver.IsStochastic },
        };
    }
}
