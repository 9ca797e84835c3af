namespace Infill.Onnx.Weights;

/// <summary>The tensors of one network under diffusers' names, wherever they come from: name → file, offset, length, kind, shape.</summary>
/// <remarks>Owns nothing: the files belong to the model that it was read from. Unchangeable; <see cref="With"/> makes a new one.
/// Text encoders have no <c>text_model.</c> in front: <c>encoder.layers.0.mlp.fc1.weight</c>, <c>text_projection.weight</c>.</remarks>
public sealed class TensorSource
{
    private readonly Dictionary<string, WeightTensor> _tensors;

    /// <summary>A source of these tensors.</summary>
    /// <param name="title">What messages call the network, such as its path.</param>
    /// <param name="tensors">Each name once.</param>
    /// <exception cref="ModelException">A name is there twice.</exception>
    public TensorSource(string title, IEnumerable<WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Title = title;
        _tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        foreach (WeightTensor tensor in tensors)
        {
            if (!_tensors.TryAdd(tensor.Name, tensor))
            {
                throw new ModelException($"{title} holds {Shown.Quote(tensor.Name)} twice, under two spellings.");
            }
        }
    }

    /// <summary>What messages call the network.</summary>
    public string Title { get; }

    /// <summary>All names, in the order of the files.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>All tensors, in the order of the files.</summary>
    public IReadOnlyCollection<WeightTensor> Tensors => _tensors.Values;

    /// <summary>The files that hold them, each once. More than one real folder among them means that a graph cannot point to all.</summary>
    public IReadOnlyList<WeightFile> Files => [.. _tensors.Values.Select(t => t.File).OfType<WeightFile>().Distinct()];

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public WeightTensor this[string name] => Find(name) ?? throw new ModelException($"{Title} lacks the tensor {Shown.Quote(name)}.");

    /// <summary>The tensor of that name, or null.</summary>
    public WeightTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>A source in which these tensors stand for those of the same names; new names are added.</summary>
    public TensorSource With(IEnumerable<WeightTensor> replacements)
    {
        Dictionary<string, WeightTensor> news = replacements.ToDictionary(t => t.Name, StringComparer.Ordinal);
        return new TensorSource(Title, _tensors.Values.Where(t => !news.ContainsKey(t.Name)).Concat(news.Values));
    }

    /// <summary>Compares every file with what it was when it was opened.</summary>
    /// <exception cref="ModelException">One was changed, replaced or removed.</exception>
    public void RequireUnchanged()
    {
        foreach (WeightFile file in Files)
        {
            file.RequireUnchanged();
        }
    }
}
