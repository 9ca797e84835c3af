namespace Infill.Cli.Reports;

/// <summary>What a progress line tells of: the pipeline's stages under the same names, then the end.</summary>
internal enum ProgressStage
{
    /// <summary>The request is checked.</summary>
    Validate,

    /// <summary>The mask is prepared.</summary>
    Mask,

    /// <summary>Regions and their contexts are laid out.</summary>
    Plan,

    /// <summary>A region is cut.</summary>
    Crop,

    /// <summary>The engine generates.</summary>
    Fill,

    /// <summary>Fill and original are joined.</summary>
    Blend,

    /// <summary>The region is written into the picture.</summary>
    Stitch,

    /// <summary>Kept pixels are compared.</summary>
    Trace,

    /// <summary>The command is over; the last line.</summary>
    End,

    /// <summary>A model is pulled: steps are files that are whole.</summary>
    Pull,
}
