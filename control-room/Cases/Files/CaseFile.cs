using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>A case of noise: what it is about. What is done in it stands in its journal. Instants are Unix ms.</summary>
internal sealed record CaseFile
{
    public const int LongestText = 2000, LongestName = 200;

    public required string Id { get; init; }

    /// <summary>The council's own number of it; empty = it has none.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What is complained of.</summary>
    public required string Complaint { get; init; }

    /// <summary>From where the noise is said to come.</summary>
    public required string Premises { get; init; }

    /// <summary>The homes whose sensors belong to it, by their sites.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    public long OpenedMs { get; init; }

    /// <summary>Null = it is open.</summary>
    public long? ClosedMs { get; init; }

    public CaseStage Stage { get; init; }

    /// <summary>Since when it has been at its stage.</summary>
    public long StageSinceMs { get; init; }

    public DateTimeOffset Opened => DateTimeOffset.FromUnixTimeMilliseconds(OpenedMs);

    /// <summary>As people name it: its reference, or its id.</summary>
    public string Name => Reference.Length > 0 ? Reference : Id;
}

/// <summary>An entry of a case's journal as it is stored. Never changed but to be struck.</summary>
internal sealed record CaseEntryRow
{
    public long Number { get; init; }

    public required string Case { get; init; }

    /// <summary>Name of its <see cref="EntryKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>When what it is about was.</summary>
    public long AtMs { get; init; }

    /// <summary>When it was entered.</summary>
    public long StampedMs { get; init; }

    public required string By { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }

    public long? StruckMs { get; init; }

    public string? StruckBy { get; init; }

    public string? StruckWhy { get; init; }
}

/// <summary>The tables of cases and of their entries.</summary>
internal sealed class CasesModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<CaseFile>(file =>
        {
            file.ToTable("cases").HasKey(c => c.Id);
            file.Ignore(c => c.Opened).Ignore(c => c.Name);
            file.Property(c => c.Stage).HasConversion<string>();
            file.Property(c => c.Sites).HasConversion(
                sites => JsonSerializer.Serialize(sites, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), a => a.Count, a => a.ToList()));
        });
        model.Entity<CaseEntryRow>(entry =>
        {
            entry.ToTable("case_entries").HasKey(e => e.Number);
            entry.Property(e => e.Number).ValueGeneratedOnAdd();
            entry.HasIndex(e => new { e.Case, e.Number });
        });
    }
}
