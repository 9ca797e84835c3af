using Infill.Tests.Support;

namespace Infill.Server.Tests.Faults;

/// <summary>The disk that the other tests trust.</summary>
public sealed class SimulatedDiskTests
{
    [Fact]
    public void Read_LogWithCallsThatWereInterrupted_PutsThemTogetherInTheirOrder()
    {
        List<Syscall> calls = Syscall.Read(
        [
            """10 openat(AT_FDCWD</tmp>, "\x2f\x64\x2f\x61", O_RDWR|O_CREAT, 0644) = 5</d/a>""",
            """10 pwrite64(5</d/a>, "\x41\x42\x43", 3, 1 <unfinished ...>""",
            "11 fsync(5</d/a>) = -1 EIO (Input/output error)",
            "11 fsync(5</d/a>) = 0",
            "10 <... pwrite64 resumed>) = 2",
            "12 +++ killed by SIGKILL +++",
        ]);

        Assert.Equal(["openat", "fsync", "pwrite64"], calls.Select(call => call.Name));
        Assert.Equal(("/d/a", "/d/a", "/d/a"), (calls[0].Opened, calls[0].Text(0), calls[2].File));
        Assert.Equal(("ABC", 1, 2), (System.Text.Encoding.ASCII.GetString(calls[2].AllData), calls[2].LastNumber, calls[2].Result));
    }

    [Theory]
    [InlineData(1, "", "x:", "x:new")]
    [InlineData(2, "", "x:new", "x:new")]
    [InlineData(3, "x:new", "x:new", "x:new")]
    [InlineData(4, "x:new", "x:new", "x:newer")]
    [InlineData(5, "x:new", "y:new", "y:newer")]
    [InlineData(6, "x:newer", "y:newer", "y:newer")]
    [InlineData(7, "y:newer", "y:newer", "y:newer")]
    [InlineData(8, "y:newer", "", "")]
    [InlineData(9, "", "", "")]
    public void Restore_AfterSoManyCalls_HasWhatThePowerCutLeaves(int count, string all, string data, string nothing)
    {
        Syscall[] calls =
        [
            Call("openat", "AT_FDCWD, \"\", O_CREAT", "/d/x"), Call("pwrite64", "5</d/x>, \"new\", 3, 0"), Call("fsync", "5</d/x>"), Call("fsync", "6</d>"),
            Call("pwrite64", "5</d/x>, \"er\", 2, 3"), Call("rename", "\"/d/x\", \"/d/y\""), Call("fdatasync", "5</d/y>"), Call("fsync", "6</d>"),
            Call("unlink", "\"/d/y\""), Call("fsync", "6</d>"),
        ];
        var disk = new SimulatedDisk("/d");
        Assert.All(calls[..(count + 1)], call => Assert.True(disk.Apply(call)));

        Assert.Equal((all, data, nothing), (Show(SimulatedDisk.Loss.All), Show(SimulatedDisk.Loss.Data), Show(SimulatedDisk.Loss.Nothing)));

        string Show(SimulatedDisk.Loss loss)
        {
            using var folder = new TemporaryFolder();
            disk.Restore(folder.Path, loss);
            return string.Join(' ', Directory.EnumerateFiles(folder.Path).Select(path => $"{Path.GetFileName(path)}:{File.ReadAllText(path)}"));
        }
    }

    // Texts in the log are hexadecimal; here they are written plainly.
    private static Syscall Call(string name, string arguments, string opened = "")
    {
        string hex = System.Text.RegularExpressions.Regex.Replace(arguments, "\"([^\"]*)\"", match => '"' + string.Concat(match.Groups[1].Value.Select(c => $"\\x{(int)c:x2}")) + '"');
        return Syscall.Read([$"1 {name}({hex}) = {(name == "pwrite64" ? arguments.Split('"')[1].Length : 0)}{(opened.Length > 0 ? $"<{opened}>" : "")}"])[0];
    }
}
