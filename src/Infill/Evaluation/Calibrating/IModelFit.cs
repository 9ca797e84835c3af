using Infill.Evaluation.Cases;

namespace Infill.Evaluation.Calibrating;

/// <summary>Fits the model of a search to scenes of which everything is known.</summary>
public interface IModelFit
{
    /// <summary>Scenes so far.</summary>
    int Scenes { get; }

    /// <summary>Looks at one more scene.</summary>
    /// <param name="photo">Name of its photo, without folders: scenes of a photo are held out together.</param>
    /// <param name="scene">With what is looked for or without.</param>
    void Add(string photo, GroundScene scene);

    /// <summary>The model as the text of its file.</summary>
    /// <param name="fittedOn">Day of the fit, "2026-11-27".</param>
    /// <exception cref="InvalidDataException">Nothing that was supposed is true, or everything is.</exception>
    string ToJson(string fittedOn);
}
