using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>Another system that every change of an alert is sent to.</summary>
internal sealed class Hook
{
    public long Number { get; init; }

    /// <summary><c>https://…</c>, or <c>mailto:…</c> for those that ring.</summary>
    public required string Address { get; init; }

    /// <summary>Key of the signature, 64 hexadecimal digits.</summary>
    public required string Secret { get; init; }

    /// <summary>Least urgent priority that is sent, 1 to 4.</summary>
    public int LeastPriority { get; init; }

    public required string By { get; init; }

    public long AddedMs { get; init; }

    /// <summary>When it last took one; null = never.</summary>
    public long? TakenMs { get; set; }

    public long Taken { get; set; }

    /// <summary>Deliveries that it had not taken after a day.</summary>
    public long GivenUp { get; set; }

    /// <summary>Why the last attempt failed; null = it did not.</summary>
    public string? Fault { get; set; }

    public bool IsMail => Address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One message that a hook has not taken yet.</summary>
internal sealed class HookDelivery
{
    public long Number { get; init; }

    public long Hook { get; init; }

    /// <summary>Of a mail.</summary>
    public required string Subject { get; init; }

    public required string Body { get; init; }

    public long MadeMs { get; init; }

    /// <summary>Not before.</summary>
    public long DueMs { get; set; }

    public int Attempts { get; set; }
}

/// <summary>The tables of hooks.</summary>
internal sealed class HooksModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Hook>(hook =>
        {
            hook.ToTable("hooks").HasKey(h => h.Number);
            hook.Property(h => h.Number).ValueGeneratedOnAdd();
            hook.Ignore(h => h.IsMail);
        });
        model.Entity<HookDelivery>(delivery =>
        {
            delivery.ToTable("hook_deliveries").HasKey(d => d.Number);
            delivery.Property(d => d.Number).ValueGeneratedOnAdd();
            delivery.HasIndex(d => d.Hook);
        });
    }
}
