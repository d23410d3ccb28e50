namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>What of a pack not every agency needs.</summary>
internal enum PackField
{
    /// <summary>What the home is called.</summary>
    Home,

    /// <summary>What was complained of, in the complainant's words.</summary>
    Complaint,

    /// <summary>How it was lived, and what a visitor noted in the home.</summary>
    Diary,

    /// <summary>By which hand an entry was made.</summary>
    Hands,

    /// <summary>The officer's statement, with a name.</summary>
    Statement,

    /// <summary>Sound.</summary>
    Clips,

    /// <summary>Levels of every second.</summary>
    Seconds,

    /// <summary>The audit about the case.</summary>
    Audit,
}

/// <summary>What becomes of a field.</summary>
internal enum Treatment
{
    Kept,

    /// <summary>A word stands in its place that says so.</summary>
    Replaced,
    LeftOut,
}

/// <summary>A variant of a pack: for whom, and what of it they get. One table for all.</summary>
/// <param name="Id">As it stands in an address and in the manifest.</param>
/// <param name="Name">In words.</param>
/// <param name="Treated">Fields that are not kept.</param>
internal sealed record Redaction(string Id, string Name, IReadOnlyDictionary<PackField, Treatment> Treated)
{
    private const Treatment Replaced = Treatment.Replaced, LeftOut = Treatment.LeftOut;

    public static Redaction Full { get; } = new("full", "in full", new Dictionary<PackField, Treatment>());

    /// <summary>Every variant there is.</summary>
    public static IReadOnlyList<Redaction> All { get; } =
    [
        Full,
        new("police", "for the police", new Dictionary<PackField, Treatment>
        {
            [PackField.Home] = Replaced, [PackField.Hands] = Replaced,
        }),
        new("licensing", "for council licensing", new Dictionary<PackField, Treatment>
        {
            [PackField.Home] = Replaced, [PackField.Complaint] = Replaced, [PackField.Diary] = Replaced, [PackField.Hands] = Replaced,
            [PackField.Statement] = LeftOut, [PackField.Clips] = LeftOut, [PackField.Audit] = LeftOut,
        }),
        new("housing", "for the housing association", new Dictionary<PackField, Treatment>
        {
            [PackField.Home] = Replaced, [PackField.Complaint] = Replaced, [PackField.Diary] = Replaced, [PackField.Hands] = Replaced,
            [PackField.Statement] = LeftOut, [PackField.Clips] = LeftOut, [PackField.Seconds] = LeftOut, [PackField.Audit] = LeftOut,
        }),
    ];

    public bool IsFull => Treated.Count == 0;

    /// <summary>The same with the sound that an officer chose.</summary>
    public Redaction WithSound() => this with { Treated = Treated.Where(t => t.Key != PackField.Clips).ToDictionary() };

    /// <summary>Null: there is no such variant.</summary>
    public static Redaction? Find(string id) => All.FirstOrDefault(r => r.Id == id);

    public Treatment Of(PackField field) => Treated.GetValueOrDefault(field, Treatment.Kept);

    public bool Has(PackField field) => Of(field) == Treatment.Kept;

    /// <summary>The text, or what stands in its place.</summary>
    public string Text(PackField field, string text) => Has(field) || text.Length == 0 ? text : $"[{Word(field)} left out {Name}]";

    public static string Word(PackField field) => field switch
    {
        PackField.Home => "home",
        PackField.Complaint => "complaint",
        PackField.Diary => "diary and visits",
        PackField.Hands => "hand",
        PackField.Statement => "statement",
        PackField.Clips => "sound",
        PackField.Seconds => "levels of every second",
        _ => "audit",
    };
}
