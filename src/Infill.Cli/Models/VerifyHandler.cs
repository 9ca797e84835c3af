using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Onnx.Store;

namespace Infill.Cli.Models;

/// <summary>Reads the contents of models again and names those that are damaged or gone.</summary>
internal static class VerifyHandler
{
    /// <summary>Failed if anything is damaged or missing.</summary>
    /// <param name="texts">Ids; none for every model of the store.</param>
    /// <param name="voice">The command's channels.</param>
    /// <param name="cancellationToken">Ends it between pieces.</param>
    public static ExitCode Run(IReadOnlyList<string> texts, Voice voice, CancellationToken cancellationToken)
    {
        ModelStore store = ModelWords.Store();
        string[] names = texts.Count > 0
            ? [.. texts.Select(text => store.Require(ModelWords.Id(text)).Name).Distinct()]
            : [.. store.List().Select(model => model.Name).Distinct()];
        long bytes = 0;
        var blobs = new List<BlobRecord>();
        foreach (string name in names)
        {
            IReadOnlyList<BlobVerdict> verdicts = PullDisplay.Run(voice, name, progress => store.Verify(name, progress, cancellationToken));
            bytes += verdicts.Sum(verdict => verdict.Size);
            blobs.AddRange(verdicts.Select(v => new BlobRecord(name, v.Blob, v.Files, v.State, v.PutAside)));
        }

        bool isSound = blobs.All(blob => blob.State is BlobState.Whole or BlobState.Unknown);
        foreach (BlobRecord blob in blobs.Where(blob => blob.State != BlobState.Whole))
        {
            voice.Error.WriteLine(Describe(blob));
        }

        voice.Say($"{Numbers.Count(blobs.Count)} contents of {names.Length} models read, {ModelWords.Bytes(bytes)}; {(isSound ? "none is damaged" : "damaged ones are put aside: pull those models again")}.");
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(new ModelVerifyRecord { IsSound = isSound, Bytes = bytes, Blobs = blobs }, ReportJson.Plain.ModelVerifyRecord));
        }

        return isSound ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Describe(BlobRecord blob)
    {
        string files = blob.Files.Count > 0 ? string.Join(", ", blob.Files) : blob.Blob;
        return blob.State switch
        {
            BlobState.Damaged => $"infill: {blob.Model}: {files} is damaged; put aside as {blob.PutAside}",
            BlobState.Missing => $"infill: {blob.Model}: {files} is gone",
            _ => $"{blob.Model}: {files} cannot be checked: there is no hash to compare",
        };
    }
}
