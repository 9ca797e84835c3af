using Infill.Diffusion.Schedules;
using Infill.Server.Running;

namespace Infill.Server.Automatic;

/// <summary>Samplers under the names that AUTOMATIC1111's clients send.</summary>
internal static class SamplerNames
{
    private const string Karras = "-karras";

    private static readonly Dictionary<string, string> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Euler"] = "euler",
        ["Euler a"] = "euler-a",
        ["Heun"] = "heun",
        ["LMS"] = "lms",
        ["DPM++ 2M"] = "dpmpp-2m",
        ["DPM++ 2M SDE"] = "dpmpp-2m-sde",
        ["DPM++ 3M"] = "dpmpp-3m",
        ["DPM++ 2S"] = "dpmpp-2s",
        ["DDIM"] = "ddim",
        ["PLMS"] = "pndm",
        ["UniPC"] = "unipc",
        ["LCM"] = "lcm",
    };

    /// <summary>The samplers that clients may choose.</summary>
    public static SamplerRecord[] All { get; } = [.. Presets.Select(pair => new SamplerRecord(pair.Key, [pair.Value], new Dictionary<string, string>()))];

    /// <summary>The spacings that clients may choose.</summary>
    public static SchedulerRecord[] Schedulers { get; } = [new("automatic", "Automatic"), new("karras", "Karras") { DefaultRho = 7 }];

    /// <summary>This server's name for a sampler and a spacing, or null for the model's own.</summary>
    /// <param name="sampler">"DPM++ 2M", also with " Karras" at its end, as older clients send it, or null.</param>
    /// <param name="scheduler">"Automatic", "Karras" or null.</param>
    /// <exception cref="ProblemException">There is no such sampler here.</exception>
    public static string? Find(string? sampler, string? scheduler)
    {
        if (string.IsNullOrEmpty(sampler))
        {
            return null;
        }

        bool isKarras = sampler.EndsWith(" Karras", StringComparison.OrdinalIgnoreCase) || string.Equals(scheduler, "Karras", StringComparison.OrdinalIgnoreCase);
        string name = sampler.EndsWith(" Karras", StringComparison.OrdinalIgnoreCase) ? sampler[..^" Karras".Length] : sampler;
        string? preset = Presets.GetValueOrDefault(name) ?? SamplerPreset.All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name;
        if (preset is null)
        {
            throw ProblemException.Invalid($"sampler_name is not known here; GET /sdapi/v1/samplers lists {string.Join(", ", Presets.Keys)}.");
        }

        return isKarras && SamplerPreset.All.Any(known => known.Name == preset + Karras) ? preset + Karras : preset;
    }
}
