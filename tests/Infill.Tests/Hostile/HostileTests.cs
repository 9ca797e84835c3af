using System.Diagnostics;
using System.Reflection;
using Infill.Hostile;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Hostile;

/// <summary>Files from strangers end in a picture or in an error that says why; never in another exception, a crash or a hang.</summary>
public sealed class HostileTests
{
    private const int Mutants = 10_000;

    // On two busy cores a format takes half a minute; a hang must not hold the tests for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(FileFormat.Jpeg)]
    [InlineData(FileFormat.Png)]
    [InlineData(FileFormat.Webp)]
    [InlineData(FileFormat.Tiff)]
    [InlineData(FileFormat.Heif)]
    [InlineData(FileFormat.Gif)]
    public async Task Load_MutantsInAChildProcess_EndInAPictureOrAnError(FileFormat format)
    {
        using var folder = new TemporaryFolder();
        string state = folder.File("seed");
        using Process child = Start(format, state);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        Task<string> output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);

        try
        {
            await child.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            Assert.Fail($"{format}: seed {SeedUnderWay(state)} hangs.");
        }

        Assert.True(child.ExitCode == 0, $"{format}: seed {SeedUnderWay(state)} ended the process with code {child.ExitCode}. {await output}");
        Assert.Contains($"{format}: {Mutants} mutants", await output);
    }

    [Fact]
    public void Load_FilesThatOnceBrokeSomething_EndInAPictureOrAnError()
    {
        Assembly tests = Assembly.GetExecutingAssembly();
        string[] names = [.. tests.GetManifestResourceNames().Where(name => name.StartsWith("hostile/", StringComparison.Ordinal))];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            using Stream resource = tests.GetManifestResourceStream(name)!;
            byte[] file = new byte[resource.Length];
            resource.ReadExactly(file);
            foreach (bool isLenient in new[] { false, true })
            {
                Exception? error = Record.Exception(() => Attempt.Decode(file, isLenient, thenUse: true));
                Assert.True(error is null, $"{name}: {error}");
            }
        }
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameMutant()
    {
        Assert.Equal(Mutant.Make(FileFormat.Tiff, 7), Mutant.Make(FileFormat.Tiff, 7));
        Assert.NotEqual(Mutant.Make(FileFormat.Tiff, 7), Mutant.Make(FileFormat.Tiff, 8));
    }

    [Fact]
    public void SeedFiles_All_AreValidPictures() =>
        Assert.All(SeedFiles.Names, name => Assert.True(Attempt.Decode(SeedFiles.Read(name), isLenient: false, thenUse: true), name));

    private static Process Start(FileFormat format, string state)
    {
        string program = typeof(Attempt).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", program, format.ToString(), "0", $"{Mutants}", state])
        {
            RedirectStandardOutput = true,
        })!;
    }

    private static int SeedUnderWay(string state) => File.Exists(state) ? BitConverter.ToInt32(File.ReadAllBytes(state)) : -1;
}
