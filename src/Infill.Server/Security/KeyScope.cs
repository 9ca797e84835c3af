namespace Infill.Server.Security;

/// <summary>What a key may do.</summary>
[Flags]
internal enum KeyScope
{
    /// <summary>Nothing: no key has it.</summary>
    None = 0,

    /// <summary>Ask after its jobs and fetch its files.</summary>
    Read = 1,

    /// <summary>Send pictures and jobs, cancel and delete, in all HTTP dialects.</summary>
    Write = 2,

    /// <summary>Call tools under /mcp, which read and write.</summary>
    Tools = 4,

    /// <summary>Everything.</summary>
    All = Read | Write | Tools,
}
