using Infill.Cli.Reports;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Catalog;

namespace Infill.Cli.Models;

/// <summary>From what the user typed to models.</summary>
internal static class ModelWords
{
    /// <summary>The store of this process's environment.</summary>
    /// <exception cref="ModelException">There is no home folder for it.</exception>
    public static ModelStore Store() => new(StoreLocation.Find(Environment.GetEnvironmentVariable));

    /// <summary>The id that a text is or, as a name of the catalogue, stands for.</summary>
    /// <exception cref="CliException">It is neither.</exception>
    public static ModelId Id(string text)
    {
        string id = ModelCatalog.Find(text)?.Id ?? text;
        return ModelId.TryParse(id, out ModelId parsed) ? parsed : throw new CliException(
            ExitCode.WrongUse,
            $"'{Jobs.Shell.Shorten(text)}' is no id of a model{Spelling.Suggest(text, ModelCatalog.Entries.Select(entry => entry.Name))}; expected ORG/NAME, ORG/NAME@REVISION, ORG/NAME:FILE, npm:NAME@VERSION:FILE, or a name of the catalogue.",
            "infill models list --known");
    }

    /// <summary>Which weights a word means.</summary>
    public static WeightVariant Variant(string? word) => word switch
    {
        "full" => WeightVariant.Full,
        "fp16" => WeightVariant.Half,
        "bf16" => WeightVariant.BrainHalf,
        _ => WeightVariant.Any,
    };

    /// <summary>"1.3 GB", in units of 1000.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        >= 1_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} kB"),
        _ => $"{bytes} bytes",
    };
}
