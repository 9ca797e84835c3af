using Infill.Cli.Commands;
using Spectre.Console;

namespace Infill.Cli.Reports;

/// <summary>The terminal that bars are drawn on: stderr.</summary>
internal static class BarConsole
{
    /// <summary>Opens it. Asked only once it is known that a bar is wanted (<see cref="Voice.ShowsBar"/>).</summary>
    public static IAnsiConsole Open(Voice voice) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(voice.Error),
        ColorSystem = voice.Talk.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = InteractionSupport.Yes,

        // They would take the bar away again wherever a variable CI is set, terminal or not.
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    /// <summary>A bar with what is done, the share and the time left; it goes when the work ends.</summary>
    public static Progress CreateBar(IAnsiConsole console) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
}
