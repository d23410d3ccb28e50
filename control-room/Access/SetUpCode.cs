using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>The code by which the first administrator is made: shown where the control room runs, good for ten minutes and one use.</summary>
internal sealed class SetUpCode(TimeProvider time)
{
    private const int Characters = 16, Group = 4, MostTries = 20;

    /// <summary>Without those that are taken for another.</summary>
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly Lock changing = new();
    private string? code;
    private DateTimeOffset ends;
    private int tries;

    /// <summary>Makes a new one; one made before is good no more.</summary>
    public string Renew()
    {
        lock (changing)
        {
            (code, ends, tries) = (RandomNumberGenerator.GetString(Alphabet, Characters), time.GetUtcNow() + Lasts, 0);
            return string.Join('-', code.Chunk(Group).Select(c => new string(c)));
        }
    }

    /// <summary>Whether it is the code; of twenty wrong ones it is good no more.</summary>
    public bool Is(string given)
    {
        var plain = new string([.. given.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        lock (changing)
        {
            if (code is null || time.GetUtcNow() >= ends || tries++ >= MostTries)
                return false;
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(plain), Encoding.ASCII.GetBytes(code));
        }
    }

    /// <summary>It has been used.</summary>
    public void Spend()
    {
        lock (changing)
            code = null;
    }
}
