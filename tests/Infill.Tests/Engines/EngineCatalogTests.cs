using Infill.Engines;
using Infill.Tests.Support;

namespace Infill.Tests.Engines;

public sealed class EngineCatalogTests
{
    [Fact]
    public void CreateCatalog_BuiltIn_HoldsPatchAndSmoothByName()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();

        Assert.Equal(["patch", "smooth"], catalog.Engines.Select(e => e.Name));
        foreach (EngineInfo info in catalog.Engines)
        {
            using IInpaintEngine engine = catalog.Create(info.Name);
            Assert.Equal(info, engine.Info);
            Assert.Same(info, catalog.Find(info.Name));
            Assert.False(info.UsesPrompt);
        }
    }

    [Fact]
    public void CreateCatalog_Twice_GivesIndependentCatalogs()
    {
        BuiltInEngines.CreateCatalog().Add(FakeEngine.Plain, () => FakeEngine.Constant(0));

        Assert.Null(BuiltInEngines.CreateCatalog().Find("fake"));
    }

    [Fact]
    public void Foresee_EmbeddedOrUnknownEngine_TellsNothing()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();

        Assert.Null(catalog.Foresee("patch", new Infill.Imaging.PixelSize(9, 9), new FillOptions()));
        Assert.Null(catalog.Foresee("flux", new Infill.Imaging.PixelSize(9, 9), new FillOptions()));
    }

    [Theory, InlineData("flux"), InlineData("Patch"), InlineData("")]
    public void Create_UnknownName_NamesWhatThereIs(string name)
    {
        EngineException error = Assert.Throws<EngineException>(() => BuiltInEngines.CreateCatalog().Create(name));

        Assert.Equal($"There is no engine '{name}'; known: patch, smooth.", error.Message);
    }

    [Fact]
    public void Add_NameThatIsTaken_ReplacesTheEngine()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        EngineInfo mine = FakeEngine.Plain with { Name = "patch" };

        catalog.Add(mine, () => FakeEngine.Constant(0, mine));

        using IInpaintEngine engine = catalog.Create("patch");
        Assert.IsType<FakeEngine>(engine);
        Assert.Equal(2, catalog.Engines.Count);
    }

    [Fact]
    public void Create_CalledTwice_MakesTwoEngines()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        using IInpaintEngine first = catalog.Create("patch"), second = catalog.Create("patch");

        Assert.NotSame(first, second);
    }
}
