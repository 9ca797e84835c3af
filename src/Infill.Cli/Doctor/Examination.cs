using System.Runtime.InteropServices;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Settings;
using Infill.Imaging;

namespace Infill.Cli.Doctor;

/// <summary>Looks at everything that a job needs; nothing that is broken ends it.</summary>
/// <param name="catalog">Every setting.</param>
/// <param name="places">Where settings are looked for.</param>
/// <param name="time">Clock.</param>
internal sealed class Examination(SettingCatalog catalog, SettingPlaces places, TimeProvider time)
{
    private const string EraserSetting = "eraser";

    private static readonly string[] LimitNames = ["lenient", "max-megapixels", "max-memory", "threads"];

    private readonly List<FindingRecord> _findings = [];

    /// <summary>Everything that was found.</summary>
    public DoctorRecord Examine()
    {
        string? libvips = Attempt(() => VipsRuntime.Version, "infill needs the libvips that comes with it: install the program anew");
        CodecRecord[] codecs = libvips is null ? [] : CodecCheck.TryAll();
        foreach (CodecRecord broken in codecs.Where(c => !c.Works))
        {
            _findings.Add(new FindingRecord(true, $"{broken.Format} does not work: {broken.Problem}", "infill doctor --json"));
        }

        IReadOnlyDictionary<string, string> parts = libvips is null ? new Dictionary<string, string>() : VipsRuntime.NativeParts;
        ConfigRecord? config = FindSettings();
        DoctorModelRecord[] models = [.. Attempt(() => ModelCheck.Find(config?.Settings ?? []), "infill models list") ?? []];
        MissParts(parts);
        MissModels(models);
        return new DoctorRecord
        {
            Version = ProgramVersion.Text,
            Machine = DescribeMachine(),
            Libvips = libvips,
            NativeParts = parts,
            Codecs = codecs,
            FillSeconds = libvips is null ? null : Attempt(() => (double?)FillCheck.Run(time), "infill doctor --json"),
            Limits = [.. (config?.Settings ?? []).Where(s => LimitNames.Contains(s.Name))],
            Engines = EnginesHandler.List(models.FirstOrDefault(m => m.Setting == EraserSetting)?.Name),
            Models = models,
            Folders = TryFolders(),
            Findings = _findings,
        };
    }

    private static MachineRecord DescribeMachine() => new()
    {
        Runtime = RuntimeInformation.FrameworkDescription,
        OperatingSystem = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        CpuFeatures = TraceEnvironment.CpuFeaturesInUse,
        Cores = Environment.ProcessorCount,
        MemoryMb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
    };

    private void MissParts(IReadOnlyDictionary<string, string> parts)
    {
        if (parts.Count > 0 && !parts.ContainsKey("de265"))
        {
            _findings.Add(new FindingRecord(false, "This libvips has no HEVC decoder, so HEIC photos are refused.", "Export them as JPEG, or convert them to PNG."));
        }
    }

    private void MissModels(DoctorModelRecord[] models)
    {
        // What a setting names is used by every job that does not say otherwise.
        _findings.AddRange(models.Where(m => m.Problem is not null).Select(m => new FindingRecord(
            m.Setting is not null,
            m.Setting is null ? m.Problem! : $"The setting '{m.Setting}' names {m.Name}: {m.Problem}",
            m.Setting is null ? $"infill models lint {m.Name}" : SettingPlaces.WithoutSettings)));
        if (models.All(m => m.Kind is null or EraserSetting))
        {
            _findings.Add(new FindingRecord(false, "No Stable Diffusion model was found, so replace and --prompt need a --model PATH.", "infill models list --known"));
        }
    }

    private ConfigRecord? FindSettings()
    {
        try
        {
            ConfigRecord config = new ConfigHandler(catalog, places).Describe();
            foreach (ConfigSettingRecord broken in config.Settings.Where(s => s.Problem is not null))
            {
                _findings.Add(new FindingRecord(true, $"{broken.Problem} It comes from {broken.Source}.", SettingPlaces.WithoutSettings));
            }

            foreach (string variable in config.UnknownVariables)
            {
                _findings.Add(new FindingRecord(false, $"{variable} sets nothing.", "infill config list shows what can be set."));
            }

            return config;
        }
        catch (CliException reason)
        {
            _findings.Add(new FindingRecord(true, reason.Message, SettingPlaces.WithoutSettings));
            return null;
        }
    }

    private FolderRecord[] TryFolders()
    {
        var folders = new List<FolderRecord>();
        if (places.FolderFile is string here)
        {
            folders.Add(FolderCheck.Try(FolderPurpose.Current, Path.GetDirectoryName(here)!));
        }

        folders.Add(FolderCheck.Try(FolderPurpose.Temporary, Path.TrimEndingDirectorySeparator(Path.GetTempPath())));
        if (places.UserFile is string user)
        {
            folders.Add(FolderCheck.Try(FolderPurpose.Configuration, Path.GetDirectoryName(user)!));
        }

        _findings.AddRange(folders.Where(f => !f.IsWritable).Select(f => new FindingRecord(
            false, $"The {f.Purpose.ToString().ToLowerInvariant()} folder '{f.Path}' cannot be written to.", "Give outputs in another folder.")));
        return [.. folders];
    }

    private T? Attempt<T>(Func<T> look, string remedy)
    {
        try
        {
            return look();
        }
        catch (Exception reason)
        {
            // A doctor that dies of the illness is of no use.
            _findings.Add(new FindingRecord(true, FailureReport.Explain(reason, "doctor").Message, remedy));
            return default;
        }
    }
}
