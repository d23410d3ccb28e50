using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>What another agency does with files of ours, on a machine of its own.</summary>
internal static class SealFiles
{
    public const string AnchorEnd = ".anchor.json", KeyEnd = ".key.json";

    private const string SignatureEnd = ".sig";

    private const int Wrong = 1, Unreadable = 2;

    public static Command CheckProof()
    {
        var file = new Argument<string>("PROOF") { Description = "What seals proof wrote." };
        var anchor = new Option<string?>("--anchor") { Description = $"The anchor's file, from where it was kept. Default: PROOF{AnchorEnd}." };
        var key = new Option<string?>("--key") { Description = $"The key's file. Default: PROOF{KeyEnd}." };
        var check = new Command("check-proof", "Checks a proof without the control room; 1 = it does not hold.") { file, anchor, key };
        check.SetAction(given => Act(() =>
        {
            var path = given.GetValue(file)!;
            var proof = SealProof.Read(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} is no proof of a seal");
            var (anchorPath, keyPath) = (given.GetValue(anchor) ?? path + AnchorEnd, given.GetValue(key) ?? path + KeyEnd);
            var anchored = SealAnchor.Read(File.ReadAllBytes(anchorPath)) ?? throw new InvalidDataException($"{anchorPath} is no anchor");
            var of = JsonSerializer.Deserialize(File.ReadAllBytes(keyPath), ContractsJson.Default.SealKey)
                ?? throw new InvalidDataException($"{keyPath} is no key");
            var (device, minute, _) = proof.Of;
            return proof.FindFault(anchored, of) is { } fault ? (Wrong, $"The proof does not hold: {fault}.")
                : (0, $"Device {device} sealed the minute {InstantConverter.Write(minute)}; anchor {anchored.Number}, made "
                    + $"{InstantConverter.Write(anchored.Made)}, holds the seal. {Words(of.Kind)}");
        }));
        return check;
    }

    public static Command Cosign()
    {
        var (file, key) = (Anchor(), new Option<string>("--key") { Description = "A private ECDSA key, PEM.", Required = true });
        var cosign = new Command("cosign", $"Signs an anchor with a key of one's own: ANCHOR{SignatureEnd}, as openssl dgst -sha256 -sign makes it.")
        {
            key, file,
        };
        cosign.SetAction(given => Act(() =>
        {
            var path = given.GetValue(file)!;
            File.WriteAllBytes(path + SignatureEnd, SealAnchor.Cosign(Bytes(path), File.ReadAllText(given.GetValue(key)!)));
            return (0, $"The signature is in {path + SignatureEnd}.");
        }));
        return cosign;
    }

    public static Command Cosigned()
    {
        var (file, key) = (Anchor(), new Option<string>("--key") { Description = "The public key of the agency that signed, PEM.", Required = true });
        var cosigned = new Command("cosigned", $"Checks the signature ANCHOR{SignatureEnd}; 1 = it is not of that key and anchor.") { key, file };
        cosigned.SetAction(given => Act(() =>
        {
            var path = given.GetValue(file)!;
            return SealAnchor.IsCosigned(Bytes(path), File.ReadAllBytes(path + SignatureEnd), File.ReadAllText(given.GetValue(key)!))
                ? (0, "The signature is of that key and of this anchor.")
                : (Wrong, "The signature is not of that key, or the anchor is another than was signed.");
        }));
        return cosigned;
    }

    private static string Words(SealKeyKind kind) => kind switch
    {
        SealKeyKind.Enrolled => "The key is an enrolled device's.",
        SealKeyKind.NotEnrolled => "The key is of a device that is not enrolled (demonstration).",
        _ => "The key is of a demonstration's seeded nights.",
    };

    private static Argument<string> Anchor() => new("ANCHOR") { Description = "The anchor's file." };

    private static byte[] Bytes(string path) => File.ReadAllBytes(path) is var bytes && SealAnchor.Read(bytes) is not null ? bytes
        : throw new InvalidDataException($"{path} is no anchor of seals");

    private static int Act(Func<(int Code, string Words)> act)
    {
        try
        {
            var (code, words) = act();
            (code == 0 ? Console.Out : Console.Error).WriteLine(words);
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or ArgumentException
            or JsonException or FormatException)
        {
            Console.Error.WriteLine($"{e.Message.TrimEnd('.')}.");
            return Unreadable;
        }
    }
}
