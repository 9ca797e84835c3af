using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;

namespace Infill.Cli.Options;

/// <summary>The option that shows an engine at work.</summary>
internal static class PreviewOption
{
    /// <summary>The option; a file of another ending than <see cref="PreviewFile.Ending"/> is refused.</summary>
    public static Option<string?> Create()
    {
        Option<string?> option = ValueOption.Text("--preview", "FILE",
            "PNG that shows the region at work, written anew with every step of an engine that can show it (sd); --progress json names it.");
        option.Validators.Add(result =>
        {
            if (!result.Tokens[0].Value.EndsWith(PreviewFile.Ending, StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--preview is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be a file that ends in {PreviewFile.Ending}.");
            }
        });
        return option;
    }
}
