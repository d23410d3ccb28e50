using System.Text.Json;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A sound that begins and ends, as the score has it: what a detector ought to find, or to leave alone.</summary>
/// <param name="Kind">What it is, a <see cref="LoopKind"/> or <see cref="ClipKind"/> as a word.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="End">When it ends, in seconds.</param>
/// <param name="Level">Its own level in dB, all other sounds left out.</param>
/// <param name="Quantity">What the level is: LAFmax of what happens, the highest LAeq of what goes on.</param>
internal sealed record SoundEvent(string Kind, double Start, double End, double Level, string Quantity)
{
    /// <summary>The events of one repetition, the earliest first. A loop that never ends is the place, and no event.</summary>
    public static IReadOnlyList<SoundEvent> Of(SoundScore score) =>
    [
        .. score.Loops.Where(l => l.Levels.Count > 1)
            .Select(l => new SoundEvent(Word(l.Kind), l.Levels[0].At, l.Levels[^1].At, l.Levels.Max(p => p.Db), "LAeq"))
            .Concat(score.Clips.Select(c => new SoundEvent(Word(c.Kind), c.At, c.At + c.Seconds, c.LAFmax, "LAFmax")))
            .OrderBy(e => e.Start),
    ];

    private static string Word(Enum kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
