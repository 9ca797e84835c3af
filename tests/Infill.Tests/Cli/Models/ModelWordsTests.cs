using Infill.Cli;
using Infill.Cli.Models;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Models;

public sealed class ModelWordsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(28_085_517, "28.1 MB")]
    [InlineData(3_438_000_000, "3.4 GB")]
    public void Bytes_Number_IsShort(long bytes, string text) => Assert.Equal(text, ModelWords.Bytes(bytes));

    [Theory]
    [InlineData("lama", "Carve/LaMa-ONNX:lama_fp32.onnx")]
    [InlineData("a/b@c:d.onnx", "a/b@c:d.onnx")]
    public void Id_NameOrId_IsTheId(string text, string id) => Assert.Equal(id, ModelWords.Id(text).ToString());

    [Fact]
    public void Id_Misspelt_SuggestsTheNearest()
    {
        CliException error = Assert.Throws<CliException>(() => ModelWords.Id("sdxl-inpaintin"));

        Assert.Equal(ExitCode.WrongUse, error.Code);
        Assert.Contains("did you mean 'sdxl-inpainting'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, WeightVariant.Any)]
    [InlineData("full", WeightVariant.Full)]
    [InlineData("fp16", WeightVariant.Half)]
    [InlineData("bf16", WeightVariant.BrainHalf)]
    public void Variant_Word_IsTheOne(string? word, WeightVariant variant) => Assert.Equal(variant, ModelWords.Variant(word));

    [Theory]
    [InlineData(ModelFault.Missing, "fetch it with: infill models pull a/b", 6, "infill models pull a/b")]
    [InlineData(ModelFault.Missing, "it is gone", 6, "infill models list --known")]
    [InlineData(ModelFault.Limit, "too large", 7, null)]
    [InlineData(ModelFault.Unfit, "cannot", 2, null)]
    [InlineData(ModelFault.Unusable, "damaged. Run: infill models verify a/b", 1, "infill models verify a/b")]
    public void Guard_Fault_HasItsCodeAndTheNextCommand(ModelFault fault, string message, int code, string? next)
    {
        CliException error = Assert.Throws<CliException>(() => ModelFailure.Guard(() => throw new ModelException(message) { Fault = fault }));

        Assert.Equal((code, message, next), ((int)error.Code, error.Message, error.TryNext));
    }

    [Fact]
    public void ListKnown_EveryEntry_HasItsIdAndLicence()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("models", "list", "--known");

        Assert.Equal(0, run.Code);
        Assert.All(Infill.Onnx.Store.Catalog.ModelCatalog.Entries, entry =>
        {
            Assert.Contains(entry.Id, run.Out, StringComparison.Ordinal);
            Assert.Contains($"({entry.Licence})", run.Out, StringComparison.Ordinal);
        });
    }
}
