using System.Text;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Agent.Seal;

/// <summary>Digest of this device's last seal, kept on its disk so that the first of the next run holds it.</summary>
internal sealed class SealChain
{
    private const string FileName = "last-seal";

    private readonly string path;

    /// <param name="state">The device's folder.</param>
    public SealChain(string state)
    {
        path = Path.Combine(state, FileName);
        Last = Read(path);
    }

    /// <summary>Zeros = none is known.</summary>
    public string Last { get; private set; }

    /// <summary>Before the seal is sent: one that a power cut costs is missed by the next.</summary>
    /// <exception cref="IOException">The disk refused; the chain goes on in this run.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Advance(string digest)
    {
        Last = digest;
        WholeFile.Write(path, Encoding.ASCII.GetBytes(digest));
    }

    /// <summary>One that does not read is as none: the chain begins anew, and its seals show it.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: SealRecord.DigestDigits } digest && digest.All(char.IsAsciiHexDigitLower)
                ? digest : SealRecord.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SealRecord.None;
        }
    }
}
