using System.Text.RegularExpressions;
using Infill.Cli.Jobs;
using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>Writes everything that one fill passed through into a folder.</summary>
internal static partial class TraceFolder
{
    /// <summary>The record that <c>replay</c> reads.</summary>
    public const string RecordName = "trace.json";

    /// <summary>The mask as given, 16 bit, so that a replay needs no mask file from elsewhere.</summary>
    public const string MaskName = "mask.png";

    /// <summary>The exclusions as given, if there were any.</summary>
    public const string ExcludeName = "exclude.png";

    /// <summary>True for a file that <see cref="Write"/> writes; anything else in a folder keeps it from being overwritten.</summary>
    public static bool IsOwn(string path) => File.Exists(path) && OwnName().IsMatch(Path.GetFileName(path));

    /// <summary>Writes into a temporary folder beside the target, then renames: a trace is whole or not there.</summary>
    /// <param name="folder">Target; an older trace in it is replaced (checked before the run).</param>
    /// <param name="job">What the user asked for.</param>
    /// <param name="target">Which fill of the job this is.</param>
    /// <param name="request">What was run.</param>
    /// <param name="result">What came of it, with its stages.</param>
    public static void Write(string folder, JobArguments job, OutputTarget target, InpaintRequest request, InpaintResult result)
    {
        string full = Path.GetFullPath(folder);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".infill-{Environment.ProcessId}-trace.tmp");
        try
        {
            Directory.CreateDirectory(temporary);
            WriteFiles(temporary, request, result);
            File.WriteAllText(Path.Combine(temporary, RecordName), TraceRecord.Serialize(full, job, target, result.Trace));
            Clear(full);
            Directory.Move(temporary, full);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void WriteFiles(string folder, InpaintRequest request, InpaintResult result)
    {
        Save(folder, MaskName, MaskImage.ToImage16(request.Mask));
        if (request.Exclude is Mask exclude)
        {
            Save(folder, ExcludeName, MaskImage.ToImage16(exclude));
        }

        var sheet = new List<IReadOnlyList<(string Label, Image Picture)>>();
        for (int i = 0; i < result.Stages.Count; i++)
        {
            IReadOnlyList<(string Label, Image Picture)> pictures = StagePictures.Of(result.Stages[i]);
            foreach ((string label, Image picture) in pictures)
            {
                Save(folder, $"region-{i + 1:00}-{label}.png", picture);
            }

            sheet.Add(pictures);
        }

        if (sheet.Count > 0)
        {
            Save(folder, "contact-sheet.png", ContactSheet.Draw(sheet));
        }
    }

    private static void Save(string folder, string name, Image picture) =>
        ImageFile.Save(picture, Path.Combine(folder, name), new SaveOptions { Format = FileFormat.Png });

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(folder).Where(IsOwn).ToArray())
        {
            File.Delete(file);
        }

        // Not recursive: whatever came in since the check stays, and the run says that it could not finish.
        Directory.Delete(folder);
    }

    [GeneratedRegex(@"^(trace\.json|mask\.png|exclude\.png|contact-sheet\.png|region-\d{2,}-[a-z]+\.png)$")]
    private static partial Regex OwnName();
}
