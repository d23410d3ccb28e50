using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks.Readings;

/// <summary>What it takes to learn what is usual at a site with a microphone and a camera: all of 28 days, and then each night.</summary>
internal static class UsualBenchmark
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        using var folder = new TemporaryFolder();
        var databases = new Databases(Path.Combine(folder.Path, "control-room.db"));
        await DatabaseMigration.MigrateAsync(databases, folder.Path, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        using var store = new DuckDbReadingStore(folder.Path);
        for (var day = 0; day <= LearnUsual.Days; day++)
        {
            await store.WriteAsync([.. Day(Start.AddDays(day))], day + 1, CancellationToken.None);
            await store.TidyAsync(Start.AddDays(day + 1), new(), CancellationToken.None);
        }
        var site = new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp", Sound = new(), Camera = new() }],
        };
        var time = new FakeTimeProvider(Start.AddDays(LearnUsual.Days).AddHours(4));
        using var learn = new LearnUsual(new([site]), store, new(databases, "spool"), new(databases), databases, time);
        await MeasureAsync("28 days of a microphone and a camera");
        time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromHours(4));
        await MeasureAsync("the next night");
        await using var db = databases.CreateDbContext();
        Console.WriteLine($"{await db.Set<BaselineRow>().CountAsync()} hours of the week are learnt");
        return 0;

        async Task MeasureAsync(string what)
        {
            var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await learn.LearnAsync(site, CancellationToken.None);
            Console.WriteLine(FormattableString.Invariant(
                $"{what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s of CPU"));
        }
    }

    private static IEnumerable<StoredRecord> Day(DateTimeOffset from)
    {
        var own = new Random(from.DayOfYear);
        for (var second = 0; second < 86_400; second++)
        {
            var (t, boot) = (from.AddSeconds(second), new string('0', 32));
            yield return new("lamp", new MotionRecord { Boot = boot, Seq = t.ToUnixTimeSeconds(), T = t, Occupied = 10 * own.NextDouble(), Changed = 1 });
            if (second % 60 == 0)
                yield return new("lamp", new NoiseMinuteRecord
                {
                    Boot = boot,
                    Seq = t.ToUnixTimeSeconds(),
                    T = t,
                    LAeq = 50 + 10 * own.NextDouble(),
                    Histogram = new(450, [.. Enumerable.Repeat(60, 100)]),
                    OverloadSeconds = 0,
                    UnderRangeSeconds = 0,
                    Capture = 100,
                });
        }
    }

    private sealed class Databases(string file) : IDbContextFactory<ControlRoomDb>
    {
        private readonly DbContextOptions<SqliteControlRoomDb> options = Options(file);

        public ControlRoomDb CreateDbContext() => new SqliteControlRoomDb(options, ModelParts.All);

        private static DbContextOptions<SqliteControlRoomDb> Options(string file)
        {
            var options = new DbContextOptionsBuilder<SqliteControlRoomDb>();
            SqliteControlRoomDb.Configure(options, file);
            return options.Options;
        }
    }
}
