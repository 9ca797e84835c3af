using Infill.Engines.Patch;
using Infill.Engines.Smooth;

namespace Infill.Engines;

/// <summary>The engines that come with the library and need nothing.</summary>
public static class BuiltInEngines
{
    /// <summary>A new catalog of the embedded engines; others may be added to it.</summary>
    public static EngineCatalog CreateCatalog()
    {
        var catalog = new EngineCatalog();
        catalog.Add(PatchEngine.Description, () => new PatchEngine());
        catalog.Add(SmoothEngine.Description, () => new SmoothEngine());
        return catalog;
    }
}
