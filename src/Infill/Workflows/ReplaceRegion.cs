using Infill.Engines;
using Infill.Imaging;

namespace Infill.Workflows;

/// <summary>Puts something else in place of what the mask marks, led by a text. Needs an engine that reads one.</summary>
public static class ReplaceRegion
{
    /// <summary>A request for the first engine of the catalog that reads a prompt, or for the named one.</summary>
    /// <param name="content">The picture, and what to replace in it, 1 = replace.</param>
    /// <param name="prompt">What to show instead; not blank.</param>
    /// <param name="engines">Where to look for an engine.</param>
    /// <param name="engine">Name of the engine; null = the first that reads a prompt.</param>
    /// <param name="options">Options per stage; null = defaults. Its prompt is replaced.</param>
    /// <exception cref="InvalidRequestException">No engine here reads a prompt, or the prompt is blank.</exception>
    public static InpaintRequest ToRequest(
        (Image Image, Mask Mask) content, string prompt, EngineCatalog engines, string? engine = null, InpaintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engines);
        string? withText = engines.Engines.FirstOrDefault(e => e.UsesPrompt)?.Name;
        string[] reasons = [.. FindReasons(prompt, engines, withText)];
        if (reasons.Length > 0)
        {
            throw new InvalidRequestException(reasons);
        }

        options ??= new InpaintOptions();
        return new InpaintRequest
        {
            Image = content.Image,
            Mask = content.Mask,
            Engine = engine ?? withText!,
            Workflow = "replace",
            Options = options with { Fill = options.Fill with { Prompt = prompt } },
        };
    }

    private static IEnumerable<string> FindReasons(string prompt, EngineCatalog engines, string? withText)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            yield return "Prompt is blank; say what should stand in place of the masked region.";
        }

        if (withText is null)
        {
            string known = string.Join(", ", engines.Engines.Select(e => e.Name));
            yield return $"Replacing needs an engine that reads a text, and there is none: Infill has no text engine built in yet (engines here: {known}). " +
                "To have one, write an IInpaintEngine whose Info.UsesPrompt is true and add it to the EngineCatalog; " +
                "to take the object out instead, use RemoveObject (`infill remove`), which needs no text.";
        }
    }
}
