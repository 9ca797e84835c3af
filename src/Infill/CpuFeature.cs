using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Infill;

/// <summary>Instruction sets that can change the last bit of a float result.</summary>
internal static class CpuFeature
{
    /// <summary>Names of the sets that the runtime uses in this process, in fixed order.</summary>
    public static IReadOnlyList<string> InUse()
    {
        (string Name, bool IsUsed)[] known =
        [
            ("Sse41", Sse41.IsSupported), ("Sse42", Sse42.IsSupported), ("Popcnt", Popcnt.IsSupported),
            ("Avx", Avx.IsSupported), ("Avx2", Avx2.IsSupported), ("Fma", Fma.IsSupported),
            ("Bmi1", Bmi1.IsSupported), ("Bmi2", Bmi2.IsSupported), ("Lzcnt", Lzcnt.IsSupported),
            ("Avx512F", Avx512F.IsSupported), ("Avx512BW", Avx512BW.IsSupported), ("Avx512DQ", Avx512DQ.IsSupported),
            ("Avx512Vbmi", Avx512Vbmi.IsSupported), ("Avx10v1", Avx10v1.IsSupported),
            ("AdvSimd", AdvSimd.IsSupported), ("Dp", Dp.IsSupported), ("Rdm", Rdm.IsSupported),
        ];
        return [.. known.Where(f => f.IsUsed).Select(f => f.Name)];
    }
}
