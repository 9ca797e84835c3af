namespace Infill.Cli.Batch;

/// <summary>What a line of a journal says.</summary>
internal enum JournalKind
{
    /// <summary>The first line: which batch this is.</summary>
    Header,

    /// <summary>Work on an output begins; if no later line speaks of it, what stands there is this batch's and may be replaced.</summary>
    Begun,

    /// <summary>The output stands under its name, whole.</summary>
    Done,

    /// <summary>It could not be made; it is tried again.</summary>
    Failed,

    /// <summary>Written before the batch was begun afresh: this batch's own, and to be made again.</summary>
    Former,
}
