namespace Infill.Cli.Evaluation;

/// <summary>An evaluation as the user asked for it.</summary>
internal sealed record EvalArguments
{
    /// <summary>Where cases come from.</summary>
    public required CaseArguments Cases { get; init; }

    /// <summary>Engines: names, "sd:MODEL …", "eraser:FILE", "cmd:TEMPLATE", the last three also with "NAME=" before them.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    /// <summary>Seeds for engines that use one.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Folder for the report, or null if the user named none.</summary>
    public string? Output { get; init; }

    /// <summary>Folder where other programs' fills are kept, or null for one in the output.</summary>
    public string? Cache { get; init; }

    /// <summary>Cases at a time, 1–64.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Seconds that another program may take for one fill.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>What to do with an evaluation that lies in the output.</summary>
    public ExistingEval Existing { get; init; }
}
