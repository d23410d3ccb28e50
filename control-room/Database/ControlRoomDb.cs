using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>The relational store. It knows no entity: every slice brings its own by an <see cref="IModelPart"/>.</summary>
/// <remarks>Instants are <c>long</c> Unix ms and ids are text, because SQLite cannot order a DateTimeOffset. One subclass an engine owns the
/// migrations.</remarks>
internal abstract class ControlRoomDb(DbContextOptions options, IEnumerable<IModelPart> parts) : DbContext(options)
{
    /// <summary>What it is, for a sentence; without a password.</summary>
    public abstract string Where { get; }

    /// <summary>What to do when it cannot be used, as a sentence.</summary>
    public abstract string Remedy { get; }

    /// <summary>Returns when the store can be asked. Called once, before anything else.</summary>
    /// <exception cref="System.Data.Common.DbException">It never will be with these settings.</exception>
    public abstract Task ReachAsync(TimeProvider time, ILogger log, CancellationToken cancellationToken);

    /// <summary>Called before a schema that holds data is changed.</summary>
    public abstract Task BackUpAsync(string folder, DateTimeOffset now);

    /// <summary>Why <see cref="CopyAsync"/> cannot be done, as a sentence; null = it can.</summary>
    public abstract string? WhyNotCopied { get; }

    /// <summary>Writes a copy of one moment to a new file while others write.</summary>
    public abstract Task CopyAsync(string file, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in parts)
            part.Configure(modelBuilder);
    }
}

/// <summary>A slice's tables. Called once, when the first context is made.</summary>
internal interface IModelPart
{
    void Configure(ModelBuilder model);
}
