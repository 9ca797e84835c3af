using Infill.Masks;
using Infill.Server.Telemetry;

namespace Infill.Server;

/// <summary>What comes in from outside.</summary>
/// <param name="Time">Clock.</param>
/// <param name="Log">Gets one line per fault.</param>
/// <param name="Proposer">Networks that propose masks; null = the mask models of this machine, each opened when it is first asked.</param>
/// <param name="Events">Told what happens, job by job; null = nobody is.</param>
internal sealed record ServiceSurroundings(TimeProvider Time, Action<string> Log, IMaskProposer? Proposer = null, ServerLog? Events = null);
