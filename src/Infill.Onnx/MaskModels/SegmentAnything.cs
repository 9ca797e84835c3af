using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>The thing under clicks or in a box (Segment Anything): the encoder looks once at a picture, the decoder answers each click.</summary>
/// <remarks>Source: Kirillov et al., "Segment Anything", ICCV 2023. Threads may share an instance; pictures must not change between calls.</remarks>
public sealed class SegmentAnything : IMaskProposer, IDisposable
{
    /// <summary>A mask above this share of the picture covers the thing and what it stands before.</summary>
    private const double MostShare = 0.95;

    /// <summary>Proposals that agree more than this say the same.</summary>
    private const double SameIou = 0.92;

    private const float StabilityOffset = 1f;

    private readonly Lock _loading = new();
    private readonly SegmentFiles _files;
    private readonly EmbeddingCache? _cache;
    private readonly int _threads;
    private SegmentEncoder? _encoder;
    private SegmentDecoder? _decoder;
    private string _encoderHash = "";
    private string _origin = "";
    private (Image Image, float[] Embedding)? _last;

    private SegmentAnything(SegmentFiles files, EmbeddingCache? cache, int threads) => (_files, _cache, _threads) = (files, cache, threads);

    /// <summary>Opens a model; its networks are loaded by the first click that needs them.</summary>
    /// <param name="folder">Holds the two ONNX files, by whatever name.</param>
    /// <param name="variable">Gives an environment variable's value, or null: where embeddings are kept (<c>INFILL_CACHE</c>). Null keeps none.</param>
    /// <param name="threads">Threads of the sessions, 0 = one per core.</param>
    /// <exception cref="ModelException">No such model is there.</exception>
    public static SegmentAnything Open(string folder, Func<string, string?>? variable = null, int threads = 0) => Open(folder, _ => null, variable, threads);

    /// <summary>The same, with hashes that files must have.</summary>
    internal static SegmentAnything Open(string folder, Func<string, string?> known, Func<string, string?>? variable, int threads) =>
        new(SegmentFiles.In(folder, known), variable is null ? null : EmbeddingCache.Find(variable), threads);

    /// <inheritdoc/>
    /// <exception cref="ModelException">A file is refused, or was changed.</exception>
    /// <exception cref="Infill.Engines.EngineException">A network failed.</exception>
    public IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Kind != MaskPromptKind.Thing || prompt.FindProblem(image.Size) is not null)
        {
            throw new ArgumentException(prompt.FindProblem(image.Size) ?? $"Segment Anything finds things, not {prompt.Kind}.", nameof(prompt));
        }

        float[] embedding = Embed(image, cancellationToken);
        SegmentDecoder decoder = Decoder();
        var geometry = new SegmentGeometry(image.Size);
        (ScoreMap Logits, float Score)[] answers = [.. decoder.Decode(embedding, geometry, prompt, cancellationToken).Select(answer => (answer.Logits, answer.Score * Stability(answer.Logits)))];
        (ScoreMap Logits, float Score)[] useful = [.. Distinct(Rank(answers, prompt).Where(answer => IsUseful(answer.Logits, prompt, image.Size)))];
        if (useful.Length == 0)
        {
            throw Nothing(answers, prompt);
        }

        return prompt.Candidate is not int wanted ? [.. useful.Select((answer, i) => ToProposal(answer, i + 1, image, prompt))]
            : wanted <= useful.Length ? [ToProposal(useful[wanted - 1], wanted, image, prompt)]
            : throw new MaskProposalException($"There {(useful.Length == 1 ? "is 1 proposal" : $"are {useful.Length} proposals")} for this, so none with the number {wanted}; --candidates shows them all.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_loading)
        {
            _encoder?.Dispose();
            _decoder?.Dispose();
            (_encoder, _decoder, _last) = (null, null, null);
        }
    }

    private float[] Embed(Image image, CancellationToken cancellationToken)
    {
        lock (_loading)
        {
            if (_last is (Image same, float[] known) && ReferenceEquals(same, image))
            {
                return known;
            }

            string key = EmbeddingCache.KeyOf(image.ComputeHash(), EncoderHash());
            float[]? embedding = _cache?.Read(key, SegmentEncoder.EmbeddingLength);
            if (embedding is null)
            {
                embedding = Encoder().Encode(image, cancellationToken);
                _cache?.Write(key, embedding);
            }

            _last = (image, embedding);
            return embedding;
        }
    }

    // A file of the catalogue has the hash that is known of it, or it is refused when it is loaded; others are read for it.
    private string EncoderHash()
    {
        if (_encoderHash.Length == 0)
        {
            _encoderHash = _files.Encoder.Sha256 ?? Hash(_files.Encoder);
        }

        return _encoderHash;
    }

    private static string Hash(MaskModelFile file)
    {
        using CheckedGraph graph = file.Open();
        return graph.Hash;
    }

    private SegmentEncoder Encoder()
    {
        if (_encoder is null)
        {
            using CheckedGraph graph = _files.Encoder.Open();
            _encoder = SegmentEncoder.Load(graph, _threads);
        }

        return _encoder;
    }

    private SegmentDecoder Decoder()
    {
        lock (_loading)
        {
            if (_decoder is null)
            {
                using CheckedGraph graph = _files.Decoder.Open();
                _decoder = SegmentDecoder.Load(graph, _threads);
                _origin = $"Segment Anything ({_files.Decoder.Describe(graph.Hash)})";
            }

            return _decoder;
        }
    }

    // One click may mean a part or the whole; the network was trained to answer that with its last three masks, and its first is for prompts that say more.
    private static IEnumerable<(ScoreMap Logits, float Score)> Rank(IReadOnlyList<(ScoreMap Logits, float Score)> answers, MaskPrompt prompt)
    {
        bool isAmbiguous = prompt.Box is null && prompt.Clicks.Count == 1;
        IEnumerable<(ScoreMap Logits, float Score)> several = answers.Skip(1).OrderByDescending(answer => answer.Score);
        return isAmbiguous ? several.Concat(answers.Take(1)) : answers.OrderByDescending(answer => answer.Score);
    }

    // The authors' second opinion beside the network's own score: the IoU of the masks a little above and a little below the threshold.
    private static float Stability(ScoreMap logits)
    {
        int above = 0, below = 0;
        foreach (float value in logits.Values)
        {
            above += value > StabilityOffset ? 1 : 0;
            below += value > -StabilityOffset ? 1 : 0;
        }

        return below == 0 ? 0 : (float)above / below;
    }

    private static bool IsUseful(ScoreMap logits, MaskPrompt prompt, PixelSize size) =>
        logits.ShareAbove(0) is > 0 and <= MostShare && prompt.Clicks.All(click => !click.IsInside || logits.At(click.Point, size) > 0);

    private static IEnumerable<(ScoreMap Logits, float Score)> Distinct(IEnumerable<(ScoreMap Logits, float Score)> answers)
    {
        var kept = new List<ScoreMap>();
        foreach ((ScoreMap Logits, float Score) answer in answers)
        {
            if (!kept.Exists(other => Iou(other.Values, answer.Logits.Values) > SameIou))
            {
                kept.Add(answer.Logits);
                yield return answer;
            }
        }
    }

    private static double Iou(float[] a, float[] b)
    {
        int both = 0, either = 0;
        for (int i = 0; i < a.Length; i++)
        {
            both += a[i] > 0 && b[i] > 0 ? 1 : 0;
            either += a[i] > 0 || b[i] > 0 ? 1 : 0;
        }

        return either == 0 ? 1 : (double)both / either;
    }

    private MaskProposal ToProposal((ScoreMap Logits, float Score) answer, int number, Image image, MaskPrompt prompt)
    {
        Mask mask = ProposalEdges.Refine(answer.Logits, 0f, image);
        string said = $"{prompt.Clicks.Count} click{(prompt.Clicks.Count == 1 ? "" : "s")}{(prompt.Box is null ? "" : ", box")}";
        return new MaskProposal(mask, answer.Score, $"{_origin}, {said}") { Candidate = number };
    }

    private static MaskProposalException Nothing(IReadOnlyList<(ScoreMap Logits, float Score)> answers, MaskPrompt prompt) =>
        answers.Any(answer => answer.Logits.ShareAbove(0) > MostShare)
            ? new MaskProposalException("The mask would cover the thing and the background behind it, nearly the whole picture; draw a box around the thing (--box x,y,w,h), or click beside it as well (--click -x,y).")
            : new MaskProposalException($"Nothing stands out there: every proposal is empty{(prompt.Clicks.Count > 0 ? " or leaves a click out" : "")}. {(prompt.Box is null ? "Draw a box around the thing: --box x,y,w,h." : "Draw the box a little larger, or click on the thing as well: --click x,y.")}");
}
