using System.Globalization;
using System.Text;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Tries a search on scenes of which everything is known, or fits its model to them.</summary>
/// <param name="scenes">The scenes.</param>
/// <param name="command">Whose help tells more, as "eval shadows".</param>
/// <param name="voice">Hears of every scene.</param>
internal sealed class SceneEval(SceneWalk scenes, string command, Voice voice)
{
    /// <summary>Tries every scene.</summary>
    /// <param name="attempt">By the scene's name.</param>
    /// <param name="line">What to say of one.</param>
    /// <param name="cancellationToken">Stops between scenes.</param>
    /// <exception cref="CliException">There is no scene.</exception>
    public IReadOnlyList<TTrial> Try<TTrial>(Func<string, GroundScene, TTrial> attempt, Func<TTrial, string> line, CancellationToken cancellationToken)
    {
        var trials = new List<TTrial>();
        scenes.ForEach((_, name, scene) =>
        {
            trials.Add(attempt(name, scene));
            voice.Say(line(trials[^1]));
        }, cancellationToken);
        return trials.Count > 0 ? trials : throw scenes.NoScene(command);
    }

    /// <summary>Fits a model to all scenes and writes it with the date of today.</summary>
    /// <param name="fit">Takes the scenes.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Stops between scenes.</param>
    /// <exception cref="CliException">There is no scene, or they do not suffice for a fit.</exception>
    public void Fit(ModelFit fit, string file, CancellationToken cancellationToken)
    {
        scenes.ForEach((photo, name, scene) =>
        {
            fit.Add(photo, scene);
            voice.Say(name);
        }, cancellationToken);
        if (fit.Scenes == 0)
        {
            throw scenes.NoScene(command);
        }

        try
        {
            string json = fit.ToJson(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            AtomicFile.Write(file, overwrite: true, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
            voice.Say($"Fitted to {fit.Scenes} scenes: {PathText.Show(file)}");
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.Failed, reason.Message, $"infill {command} --help");
        }
    }
}
