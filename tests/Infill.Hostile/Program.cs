using System.Globalization;
using Infill.Hostile;
using Infill.Imaging;

// Usage: Infill.Hostile <format> <first seed> <count> [state file]: decodes mutants; the state file always holds the seed under way.
//        Infill.Hostile write <format> <seed> <file>: writes one mutant, to look at what broke.
if (args is ["write", string oneFormat, string oneSeed, string target])
{
    File.WriteAllBytes(target, Mutant.Make(Enum.Parse<FileFormat>(oneFormat, ignoreCase: true), int.Parse(oneSeed, CultureInfo.InvariantCulture)));
    return 0;
}

if (args.Length is not (3 or 4)
    || !Enum.TryParse(args[0], ignoreCase: true, out FileFormat format)
    || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int first)
    || !int.TryParse(args[2], CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("Usage: Infill.Hostile <format> <first seed> <count> [state file] | write <format> <seed> <file>");
    return 2;
}

using FileStream? state = args.Length == 4 ? new FileStream(args[3], FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0) : null;
int pictures = 0;
for (int seed = first; seed < first + count; seed++)
{
    if (state is not null)
    {
        state.Position = 0;
        state.Write(BitConverter.GetBytes(seed));
    }

    try
    {
        pictures += Attempt.Decode(Mutant.Make(format, seed), isLenient: seed % 2 == 1, thenUse: seed % 8 < 2) ? 1 : 0;
    }
#pragma warning disable CA1031 // any exception of any kind is the finding
    catch (Exception e)
#pragma warning restore CA1031
    {
        Console.WriteLine($"{format} {seed}: {e}");
        return 1;
    }
}

Console.WriteLine($"{format}: {count} mutants, {pictures} pictures, {count - pictures} refused");
return 0;
