using System.Runtime.CompilerServices;

namespace Infill.Engines.Patch;

/// <summary>Tries sources for one target after the other and keeps the best; lives on one worker's stack.</summary>
internal unsafe ref struct TargetProbe
{
    private readonly PatchLevel _level;
    private readonly PatchState _state;
    private readonly int[] _neighbours;
    private readonly SearchTerms _terms;
    private readonly float* _buffer;
    private readonly float* _features;
    private readonly int _patchCorner;
    private fixed int _offsets[4];
    private int _offsetCount;
    private int _position;
    private float _normaliser;

    /// <param name="level">Level that is searched.</param>
    /// <param name="state">Guess and weights to compare with.</param>
    /// <param name="neighbours">Matches of the previous sweep, read for coherence and propagation.</param>
    /// <param name="terms">Prior.</param>
    /// <param name="buffer">Room for <see cref="PatchKernel.TargetFloats"/> floats.</param>
    public TargetProbe(PatchLevel level, PatchState state, int[] neighbours, SearchTerms terms, float* buffer)
    {
        (_level, _state, _neighbours, _terms) = (level, state, neighbours, terms);
        _buffer = buffer;
        _features = PatchGrid.Address(level.Features);
        _patchCorner = (PatchGrid.Radius * PatchGrid.Channels * level.Stride) + PatchGrid.Radius;
    }

    /// <summary>Packed position of the best source so far.</summary>
    public int Best { get; private set; }

    /// <summary>Its energy: distance + occupancy + coherence.</summary>
    public float BestEnergy { get; private set; }

    /// <summary>Turns to another target, whose present source becomes the one to beat.</summary>
    /// <param name="at">Box index of the target.</param>
    /// <param name="incumbent">Packed position of its present source.</param>
    public void Start(int at, int incumbent)
    {
        int stride = _level.Box.Width;
        int row = at / stride, column = at % stride;
        _position = PatchGrid.Pack(column + _level.Box.X, row + _level.Box.Y);
        _normaliser = _state.Normaliser[at];
        PatchKernel.Gather(
            PatchGrid.Address(_state.Guess) + ((row - PatchGrid.Radius) * PatchGrid.Channels * stride) + column - PatchGrid.Radius,
            PatchGrid.Address(_state.RootWeight) + ((row - PatchGrid.Radius) * stride) + column - PatchGrid.Radius,
            (stride, stride),
            _buffer);
        _offsetCount = 0;
        NoteOffset(at - 1, _position - 1);
        NoteOffset(at + 1, _position + 1);
        NoteOffset(at - stride, _position - (1 << 16));
        NoteOffset(at + stride, _position + (1 << 16));
        Best = incumbent;
        BestEnergy = Prior(incumbent) + (_normaliser * Measure(incumbent, float.PositiveInfinity));
    }

    /// <summary>Takes the source at a packed position if it is one and its energy is strictly lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Try(int source)
    {
        if (source == Best || !IsSource(source))
        {
            return;
        }

        float prior = Prior(source);
        float room = BestEnergy - prior;
        if (room <= 0)
        {
            return;
        }

        float energy = _normaliser * Measure(source, room / _normaliser);
        if (energy < room)
        {
            (Best, BestEnergy) = (source, energy + prior);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsSource(int source)
    {
        int column = PatchGrid.X(source);
        int index = (PatchGrid.Y(source) * _level.Stride) + column;
        return column < _level.Stride && (uint)index < (uint)_level.IsSource.Length && _level.IsSource[index];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly float Measure(int source, float limit) =>
        PatchKernel.Distance(_buffer, _features + _level.FeatureIndex(source) - _patchCorner, _level.Stride, limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly float Prior(int source)
    {
        int offset = source - _position;
        int others = 0;
        for (int n = 0; n < _offsetCount; n++)
        {
            others += _offsets[n] == offset ? 0 : 1;
        }

        float guide = _state.Guide is null ? 0f : _terms.GuidePrice * _state.Guide.Misfit(_position, source);
        return (others * _terms.CoherencePrice) + (_terms.OccupancyPrice * _state.Usage[_level.GridIndex(source)]) + guide;
    }

    private void NoteOffset(int neighbourAt, int neighbourPosition)
    {
        if (_level.IsTarget[neighbourAt])
        {
            _offsets[_offsetCount++] = _neighbours[neighbourAt] - neighbourPosition;
        }
    }
}
