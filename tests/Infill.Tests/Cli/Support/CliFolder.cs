using System.Diagnostics;
using Infill.Imaging;

namespace Infill.Tests.Cli.Support;

/// <summary>A temporary working folder with a small photo and masks, in which the built program runs as a process.</summary>
internal sealed class CliFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>A published or installed <c>infill</c> to test in place of the built one.</summary>
    private static readonly string? OtherProgram = Environment.GetEnvironmentVariable("INFILL_PROGRAM");

    public CliFolder()
    {
        Root = Directory.CreateTempSubdirectory("infill-cli-").FullName;
        SavePhoto("photo.png", 48, 40);
        SaveMask("mask.png", new PixelSize(48, 40), new PixelRect(20, 15, 8, 6));
    }

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public bool Has(string name) => File.Exists(this[name]);

    public Image Load(string name) => ImageFile.Load(this[name], null, TestContext.Current.CancellationToken);

    /// <summary>Names of all files in the folder, sorted.</summary>
    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(Root).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    /// <summary>A gradient with a lattice and grain: patches match, none exactly.</summary>
    public void SavePhoto(string name, int width, int height)
    {
        var photo = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, false, 8));
        for (int i = 0; i < photo.Samples8.Length; i++)
        {
            int x = i / 3 % width, y = i / 3 / width;
            photo.Samples8[i] = (byte)(((x * 2) + (y * 3) + ((x / 4 + (y / 4)) % 2 * 60) + (i * 2654435761L % 13)) % 256);
        }

        ImageFile.Save(photo, MakeFolderOf(name), new SaveOptions { Overwrite = true });
    }

    public void SaveMask(string name, PixelSize size, PixelRect filled)
    {
        var mask = new Mask(size, filled);
        mask.Values.AsSpan().Fill(1f);
        ImageFile.Save(MaskImage.ToImage16(mask), MakeFolderOf(name), new SaveOptions { Overwrite = true });
    }

    /// <summary>Runs the program to its end.</summary>
    public CliRun Run(params string[] args) => RunUnder([], args);

    /// <summary>Runs the program under changed environment variables.</summary>
    public CliRun RunUnder((string Name, string Value)[] environment, params string[] args)
    {
        using Process process = Start(environment, args);
        return Finish(process);
    }

    /// <summary>Runs the program with these bytes on stdin; stdout comes back as bytes.</summary>
    public PipedRun RunPiped(byte[] input, params string[] args)
    {
        using Process process = Start([], args);
        Task<byte[]> output = Task.Run(() => ReadAll(process.StandardOutput.BaseStream));
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program may refuse without reading to the end.
        }

        Assert.True(process.WaitForExit(Patience), "The program does not end.");
        return new PipedRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs a line of sh in which $INFILL starts the program.</summary>
    public CliRun RunShell(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);
        start.Environment["INFILL"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll")}";
        using Process process = Process.Start(start)!;
        return Finish(process);
    }

    /// <summary>Runs the program in another folder.</summary>
    public CliRun RunIn(string workingFolder, params string[] args)
    {
        using Process process = StartIn(workingFolder, [], args);
        return Finish(process);
    }

    /// <summary>Starts the program; the caller ends it with <see cref="Finish"/> or kills it.</summary>
    public Process Start((string Name, string Value)[] environment, params string[] args) => StartIn(Root, environment, args);

    private Process StartIn(string workingFolder, (string Name, string Value)[] environment, string[] args)
    {
        string[] built = OtherProgram is null ? [Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll")] : [];
        var start = new ProcessStartInfo(OtherProgram ?? "dotnet", [.. built, .. args])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Where the program looks for the user's own settings: in a folder of this one, which no test makes by accident.</summary>
    public string UserFolder => this["user-config"];

    /// <summary>Where the program keeps models: never in the cache of whoever runs the tests.</summary>
    public string ModelHome => this["models-home"];

    /// <summary>Writes the user's infill.json.</summary>
    public void SaveUserSettings(string json)
    {
        Directory.CreateDirectory(Path.Combine(UserFolder, "infill"));
        File.WriteAllText(Path.Combine(UserFolder, "infill", "infill.json"), json);
    }

    /// <summary>Keeps the settings and models of whoever runs the tests away from the program.</summary>
    public void Isolate(IDictionary<string, string?> environment)
    {
        string[] prefixes = ["INFILL_", "HF_", "HUGGING", "XDG_CACHE_HOME"];
        foreach (string name in environment.Keys.Where(n => prefixes.Any(p => n.StartsWith(p, StringComparison.Ordinal))).ToArray())
        {
            environment.Remove(name);
        }

        environment["XDG_CONFIG_HOME"] = environment["APPDATA"] = UserFolder;
        environment["HF_HOME"] = ModelHome;
    }

    public static CliRun Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), "The program does not end; does it wait for input?");
        return new CliRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private string MakeFolderOf(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        return this[name];
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
