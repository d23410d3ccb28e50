using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>
/// The time by which certificates are judged: a device without a clock of its own comes up in the past, but never before this program was built nor
/// before the last time that it knows to have been right. A clock that is ahead is not corrected here.
/// </summary>
/// <param name="folder">Where the last good time is kept.</param>
/// <param name="built">When this program was built.</param>
internal sealed class TrustedTime(string folder, DateTimeOffset built, TimeProvider time)
{
    private const string FileName = "last-good-time";
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly string path = Path.Combine(folder, FileName);
    private DateTimeOffset lastGood = Read(Path.Combine(folder, FileName));

    public DateTimeOffset Now => new[] { time.GetUtcNow(), built, lastGood }.Max();

    /// <summary>By this program's own file.</summary>
    public static TrustedTime Of(string folder, TimeProvider time) =>
        new(folder, new(File.GetLastWriteTimeUtc(typeof(TrustedTime).Assembly.Location)), time);

    /// <summary>A time that is right. Kept once an hour: the card wears.</summary>
    public void Learn(DateTimeOffset good, ILogger? log = null)
    {
        if (good < lastGood + Every)
            return;
        lastGood = good;
        try
        {
            WholeFile.Write(path, Encoding.ASCII.GetBytes(good.ToString("u", CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (log is not null)
                IdentityLog.NotKept(log, path, e.Message);
        }
    }

    /// <summary>One that does not read is as none: it only ever helps.</summary>
    private static DateTimeOffset Read(string path)
    {
        try
        {
            return DateTimeOffset.TryParseExact(File.ReadAllText(path), "u", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
