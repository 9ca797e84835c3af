using CsCheck;
using Infill.Quality.Refining;

namespace Infill.Tests.Quality.Refining;

public sealed class RefinementOrderTests
{
    /// <summary>Up to eight passes with waits for any, themselves included.</summary>
    private static readonly Gen<(int From, int To)[]> Waits = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Array[0, 12];

    [Fact]
    public void Of_NobodyWaits_IsTheWrittenOrder() =>
        Assert.Equal(["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"], RefinementOrder.Of(Plan([])).Select(p => p.Name));

    [Fact]
    public void Of_PassThatWaits_ComesAfterTheOneItWaitsFor() =>
        Assert.Equal(["p1", "p2", "p0", "p3", "p4", "p5", "p6", "p7"], RefinementOrder.Of(Plan([(0, 2)])).Select(p => p.Name));

    [Fact]
    public void Of_AnyPlan_HoldsEveryWaitOrNamesALoop() => Waits.Sample(waits =>
    {
        RefinementPlan plan = Plan(waits);
        IReadOnlyList<RefinementPass> order = RefinementOrder.Of(plan);
        string? loop = RefinementOrder.FindLoop(plan);

        Assert.Equal(order.Count == plan.Passes.Count, loop is null);
        foreach ((int from, int to) in waits)
        {
            int at = Find(order, from);
            Assert.True(at < 0 || (Find(order, to) is >= 0 and int before && before < at));
        }

        if (loop is not null)
        {
            string[] names = loop.Split(": ")[1].Split(". ")[0].Split(" → ");
            Assert.Equal(names[0], names[^1]);
            Assert.All(names.Zip(names.Skip(1)), pair => Assert.Contains(waits, w => ($"p{w.From}", $"p{w.To}") == pair));
        }
    }, iter: 2000);

    private static int Find(IReadOnlyList<RefinementPass> order, int number) => order.Select(p => p.Name).ToList().IndexOf($"p{number}");

    private static RefinementPlan Plan((int From, int To)[] waits) => new()
    {
        Passes =
        [
            .. Enumerable.Range(0, 8).Select(i => new RefinementPass
            {
                Name = $"p{i}",
                After = [.. waits.Where((w, k) => w.From == i && k % 2 == 0).Select(w => $"p{w.To}")],
                Needs = [.. waits.Where((w, k) => w.From == i && k % 2 == 1).Select(w => $"p{w.To}")],
            }),
        ],
    };
}
