using CsCheck;
using Infill.Cli;
using Infill.Cli.Jobs;

namespace Infill.Tests.Cli;

public sealed class ExitTallyTests
{
    private static readonly ExitCode[] Successes = [ExitCode.Done, ExitCode.Degraded];

    [Fact]
    public void Combine_AnyCodes_FollowTheirDefinition() => Gen.Enum<ExitCode>().Array[1, 6].Sample(codes =>
    {
        ExitCode combined = Combine(codes);

        int good = codes.Count(code => Successes.Contains(code));
        Assert.Equal(good == codes.Length, Successes.Contains(combined));
        Assert.Equal((good > 0 && good < codes.Length) || codes.Contains(ExitCode.SomeFailed), combined == ExitCode.SomeFailed);
        Assert.Equal(codes.Distinct().Count() == 1, codes.All(code => code == combined));
    });

    [Fact]
    public void Combine_AnyOrder_IsTheSame() =>
        Gen.Enum<ExitCode>().Array[1, 6].Sample(codes => Assert.Equal(Combine(codes), Combine([.. codes.Reverse()])));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 7, 7)]
    [InlineData(1, 2, 1)]
    [InlineData(0, 2, 3)]
    [InlineData(4, 0, 4)]
    [InlineData(4, 7, 3)]
    [InlineData(3, 1, 3)]
    public void Combine_TwoInputs_GiveOneCode(int first, int second, int expected) =>
        Assert.Equal(expected, (int)Combine([(ExitCode)first, (ExitCode)second]));

    private static ExitCode Combine(ExitCode[] codes)
    {
        var tally = new ExitTally();
        foreach (ExitCode code in codes)
        {
            tally.Add(code);
        }

        Assert.Equal(codes.Length, tally.Count);
        return tally.Combined;
    }
}
