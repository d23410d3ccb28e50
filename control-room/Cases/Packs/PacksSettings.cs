using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>What packs may hold.</summary>
internal sealed class PacksSettings
{
    /// <summary>Agencies, separated by semicolons, whose variant of a pack may hold sound that an officer chose: police, licensing or housing. Empty: none;
    /// the pack in full may.</summary>
    public string SoundFor { get; init; } = "";

    private string[] Agencies => SoundFor.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool MayHoldSound(Redaction variant) => variant.IsFull || Agencies.Contains(variant.Id);

    /// <summary>Null: the settings can be used.</summary>
    public string? FindFault() => Agencies.FirstOrDefault(a => Redaction.Find(a) is null or { IsFull: true }) is { } wrong
        ? $"SOLUTIONS__PACKS__SOUNDFOR holds '{wrong}'; it must be {string.Join(", ", Redaction.All.Where(r => !r.IsFull).Select(r => r.Id))}, "
            + "separated by semicolons." : null;
}
