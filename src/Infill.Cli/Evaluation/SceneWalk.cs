using Infill.Cli.Inputs;
using Infill.Cli.Commands;
using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Makes the scenes of an evaluation, one after another, as each holds two pictures.</summary>
/// <param name="arguments">Photos and cut-outs.</param>
/// <param name="effect">What objects leave on the ground, by seed.</param>
/// <param name="voice">Hears of photos that are left out.</param>
internal sealed class SceneWalk(SceneArguments arguments, Func<int, IGroundEffect> effect, Voice voice)
{
    private readonly string[] _cutOuts = arguments.FindCutOuts();
    private readonly IReadOnlyList<InputFile> _photos = arguments.FindPhotos();

    /// <summary>Looks at every scene.</summary>
    /// <param name="look">Gets the photo's name without folders, the scene's name and the scene.</param>
    /// <param name="cancellationToken">Stops between scenes.</param>
    public void ForEach(Action<string, string, GroundScene> look, CancellationToken cancellationToken)
    {
        foreach (InputFile photo in _photos)
        {
            try
            {
                foreach ((string name, GroundScene scene) in GroundScenes.Of(photo.Path, GroundScenes.Plan(arguments.Places, arguments.Seed), arguments.MaxSide, _cutOuts, effect))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    look(photo.Relative, name, scene);
                }
            }
            catch (ImageFileException reason)
            {
                voice.Say($"Left out: {reason.Message}");
            }
        }
    }

    /// <summary>What to say if no scene came of them.</summary>
    /// <param name="command">Whose help tells more.</param>
    public CliException NoScene(string command) => SceneArguments.NoScene(_cutOuts.Length, _photos.Count, command);
}
