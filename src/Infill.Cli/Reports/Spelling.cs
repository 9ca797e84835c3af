namespace Infill.Cli.Reports;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>" (did you mean 'x'?)", or nothing if no known word is near.</summary>
    public static string Suggest(string word, IEnumerable<string> known) =>
        Nearest(word, known) is string near ? $" (did you mean '{near}'?)" : "";

    /// <summary>The known word with the fewest differing letters, the first of equals; null if more than a third of the longer one differs.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
        .Where(pair => pair.Distance * 3 <= Math.Max(word.Length, pair.Word.Length))
        .OrderBy(pair => pair.Distance)
        .Select(pair => pair.Word)
        .FirstOrDefault();

    /// <summary>Letters to insert, remove, replace or swap with their neighbour (Damerau 1964, optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        // The row of two letters ago, of one letter ago, and the one at work.
        int[] older = new int[b.Length + 1], old = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(old[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
                }
            }

            (older, old, row) = (old, row, older);
        }

        return old[b.Length];
    }
}
