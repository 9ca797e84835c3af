using Infill.Cli.Models;
using Infill.Cli.Reports;
using Infill.Cli.Settings;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Erasers;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Store;

namespace Infill.Cli.Doctor;

/// <summary>Looks for models and erasers, and opens each as a job would; no weights are read.</summary>
internal static class ModelCheck
{
    private const string EraserSetting = "eraser";
    private const string ModelSetting = "model";

    /// <summary>Larger stores are listed by name from here on: opening a model takes a moment.</summary>
    private const int MostOpened = 32;

    private static readonly string[] Fillers = ["diffusers", "onnx folder", "safetensors"];

    /// <summary>What settings name, then what the store holds that can fill.</summary>
    /// <param name="settings">Every setting with its value.</param>
    /// <exception cref="ModelException">The store cannot be read.</exception>
    public static IReadOnlyList<DoctorModelRecord> Find(IEnumerable<ConfigSettingRecord> settings) =>
    [
        .. settings.Where(s => s.Origin != SettingOrigin.Default && s.Problem is null && s.Name is EraserSetting or ModelSetting).DistinctBy(s => (s.Name, s.Value)).Select(OfSetting),
        .. ModelWords.Store().List().Where(m => Fillers.Any(form => m.Form.StartsWith(form, StringComparison.Ordinal))).Select(OfStore),
    ];

    private static DoctorModelRecord OfSetting(ConfigSettingRecord setting) => Try(
        new DoctorModelRecord { Name = setting.Value, Setting = setting.Name },
        setting.Name == EraserSetting ? () => OpenEraser(setting.Value) : () => OpenModel(setting.Value));

    private static DoctorModelRecord OfStore(StoredModel model, int index)
    {
        var record = new DoctorModelRecord { Name = model.Id, Kind = model.Form };
        return !model.IsWhole ? record with { Kind = null, Problem = $"{model.Id} is not whole: contents of its files are gone." }
            : index >= MostOpened ? record
            : Try(record, () => OpenModel(model.Id));
    }

    private static string OpenEraser(string path)
    {
        using var file = new EraserFile(path);
        file.Foresee(new PixelSize(1, 1));
        return EraserSetting;
    }

    private static string OpenModel(string text)
    {
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = ModelLocator.Find(text, Environment.GetEnvironmentVariable) });
        return runtime.Info.Model!.Summary;
    }

    private static DoctorModelRecord Try(DoctorModelRecord record, Func<string> open)
    {
        try
        {
            return record with { Kind = open() };
        }
        catch (Exception reason) when (reason is ModelException or EngineException or IOException or UnauthorizedAccessException)
        {
            return record with { Kind = null, Problem = FailureReport.Explain(reason, "doctor").Message };
        }
    }
}
