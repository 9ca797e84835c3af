using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Reads the signs that weigh words in a prompt: <c>(word)</c> × 1.1, <c>[word]</c> ÷ 1.1, <c>(word:1.3)</c> × 1.3, nested at will.</summary>
/// <remarks>A backslash before a bracket or a backslash makes it a character like any other. A bracket that is never closed weighs the rest
/// of what it stands in, one that was never opened is a character. No text is an error. These are the signs of the usual front ends.</remarks>
public static partial class PromptParser
{
    /// <summary>Beyond this, weights mean nothing; brackets nested by the thousand would reach infinity.</summary>
    private const float MostWeight = 100f;

    private const float Step = 1.1f;

    /// <summary>The prompt in parts of one weight each, in order; at least one.</summary>
    public static IReadOnlyList<PromptPart> Parse(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        List<PromptPart> parts = [.. new Reading(prompt).Run()];
        return parts.Count > 0 ? parts : [new PromptPart("", 1f)];
    }

    /// <summary>The text written so that <see cref="Parse"/> gives it back with weight 1.</summary>
    public static string Escape(string text) => Signs().Replace(text, @"\$0");

    [GeneratedRegex(@"[\\()\[\]]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"\G:\s*(?<weight>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))\s*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex ClosingWeight();

    /// <summary>One pass over a prompt. Products are kept per bracket, so that nesting costs no time.</summary>
    private sealed class Reading(string prompt)
    {
        private readonly List<(string Text, int Node)> _runs = [];
        private readonly List<(int Parent, char Bracket, double Factor)> _nodes = [(-1, ' ', 1)];
        private readonly StringBuilder _run = new();
        private readonly int[] _open = new int[2];
        private int _node;

        public IEnumerable<PromptPart> Run()
        {
            for (int at = 0; at < prompt.Length;)
            {
                at += Take(at);
            }

            EndRun();
            float[] weights = new float[_nodes.Count];
            for (int i = 0; i < weights.Length; i++)
            {
                // Parents come first. In double: 1.1 × 1.1 in float would differ from the factors' product.
                double parent = i == 0 ? 1 : weights[_nodes[i].Parent];
                weights[i] = (float)Math.Clamp(parent * _nodes[i].Factor, -MostWeight, MostWeight);
            }

            return Joined(weights);
        }

        // How many characters were read.
        private int Take(int at)
        {
            char sign = prompt[at];
            if (sign == '\\' && at + 1 < prompt.Length && "\\()[]".Contains(prompt[at + 1]))
            {
                _run.Append(prompt[at + 1]);
                return 2;
            }

            if (sign is '(' or '[')
            {
                EndRun();
                _nodes.Add((_node, sign, sign == '(' ? Step : 1 / Step));
                _open[Kind(sign)]++;
                _node = _nodes.Count - 1;
                return 1;
            }

            if (sign == ':' && Open('(') is int weighed && ClosingWeight().Match(prompt, at) is { Success: true } match
                && float.TryParse(match.Groups["weight"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float weight))
            {
                Close(weighed, weight);
                return match.Length;
            }

            if ((sign == ')' ? Open('(') : sign == ']' ? Open('[') : null) is int closed)
            {
                Close(closed, null);
                return 1;
            }

            _run.Append(sign);
            return 1;
        }

        /// <summary>The innermost open bracket of a kind: "([a)" closes the round one, and the square one with it.</summary>
        private int? Open(char bracket)
        {
            if (_open[Kind(bracket)] == 0)
            {
                return null;
            }

            int node = _node;
            while (_nodes[node].Bracket != bracket)
            {
                node = _nodes[node].Parent;
            }

            return node;
        }

        private void Close(int node, float? factor)
        {
            EndRun();
            _nodes[node] = _nodes[node] with { Factor = factor ?? _nodes[node].Factor };
            for (int end = _nodes[node].Parent; _node != end; _node = _nodes[_node].Parent)
            {
                _open[Kind(_nodes[_node].Bracket)]--;
            }
        }

        private static int Kind(char bracket) => bracket == '(' ? 0 : 1;

        private void EndRun()
        {
            if (_run.Length > 0)
            {
                _runs.Add((_run.ToString(), _node));
                _run.Clear();
            }
        }

        private IEnumerable<PromptPart> Joined(float[] weights)
        {
            var text = new StringBuilder();
            for (int i = 0; i < _runs.Count; i++)
            {
                text.Append(_runs[i].Text);
                float weight = weights[_runs[i].Node];
                if (i + 1 == _runs.Count || weights[_runs[i + 1].Node] != weight)
                {
                    yield return new PromptPart(text.ToString(), weight);
                    text.Clear();
                }
            }
        }
    }
}
