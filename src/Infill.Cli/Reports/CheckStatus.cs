namespace Infill.Cli.Reports;

/// <summary>What a check came to.</summary>
internal enum CheckStatus
{
    /// <summary>Nothing is known that would keep the job from running.</summary>
    Ok,

    /// <summary>The problems say why it cannot run.</summary>
    Failed,
}
