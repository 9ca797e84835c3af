namespace Infill.Cli.Reports;

/// <summary>Where a mask comes from.</summary>
internal enum MaskKind
{
    /// <summary>A picture file, or stdin.</summary>
    File,

    /// <summary>A mask expression.</summary>
    Expression,

    /// <summary>The picture's own alpha channel.</summary>
    Alpha,
}
