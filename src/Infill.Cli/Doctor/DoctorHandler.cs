using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Imaging;

namespace Infill.Cli.Doctor;

/// <summary>Prints what <see cref="Examination"/> found.</summary>
internal static class DoctorHandler
{
    /// <summary>Done if all that is needed works, else failed.</summary>
    public static ExitCode Run(DoctorRecord record, Voice voice)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.DoctorRecord));
        }
        else
        {
            WriteText(record, voice.Output);
        }

        if (record.IsHealthy)
        {
            return ExitCode.Done;
        }

        FindingRecord worst = record.Findings.First(f => f.IsRequired);
        voice.Error.WriteLine($"infill: {worst.What}");
        voice.Error.WriteLine($"Try: {worst.Remedy}");
        return ExitCode.Failed;
    }

    private static void WriteText(DoctorRecord record, TextWriter output)
    {
        MachineRecord machine = record.Machine;
        output.WriteLine($"infill     {record.Version}");
        output.WriteLine($"runtime    {machine.Runtime} on {machine.OperatingSystem}, {machine.Architecture}");
        output.WriteLine($"processor  {machine.Cores} cores; {string.Join(' ', machine.CpuFeatures)}");
        output.WriteLine($"memory     {Numbers.Count(machine.MemoryMb)} MiB");
        output.WriteLine($"libvips    {record.Libvips ?? "missing"}");
        output.WriteLine($"  with     {string.Join(", ", record.NativeParts.Where(p => p.Key != "vips").Select(p => $"{p.Key} {p.Value}"))}".TrimEnd());
        output.WriteLine($"formats    {string.Join(", ", record.Codecs.Select(c => NameOf(c.Format) + (c.Works ? "" : " (broken)")))}");
        output.WriteLine($"engines    {string.Join(", ", record.Engines.Select(e => e.Name + (e.IsDefault ? " (default)" : "")))}");
        foreach (DoctorModelRecord model in record.Models)
        {
            output.WriteLine($"model      {model.Name} ({model.Kind ?? "cannot be used"}{(model.Setting is null ? "" : $", from the setting {model.Setting}")})");
        }

        output.WriteLine($"fill       {(record.FillSeconds is double seconds ? $"works ({Numbers.Seconds(seconds)} for 8×8 pixels, starting up included)" : "fails")}");
        foreach (Settings.ConfigSettingRecord limit in record.Limits)
        {
            output.WriteLine($"limit      {limit.Name} {limit.Value}, from {limit.Source ?? "default"}");
        }

        foreach (FolderRecord folder in record.Folders)
        {
            output.WriteLine($"folder     {folder.Path} ({folder.Purpose.ToString().ToLowerInvariant()}, {(folder.Exists ? "" : "not there, ")}{(folder.IsWritable ? "writable" : "not writable")})");
        }

        foreach (FindingRecord finding in record.Findings)
        {
            output.WriteLine($"{(finding.IsRequired ? "BROKEN " : "missing")}    {finding.What} {finding.Remedy}");
        }

        output.WriteLine(record.IsHealthy ? "All that is needed works." : "Something that is needed is broken.");
    }

    private static string NameOf(FileFormat format) => format == FileFormat.Heif ? "AVIF" : format.ToString();
}
