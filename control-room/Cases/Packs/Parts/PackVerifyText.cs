using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>The verifier's one page.</summary>
internal static class PackVerifyText
{
    public const string FileName = "VERIFY.txt";

    public static string Of(PackFacts facts) => $"""
        HOW TO VERIFY THIS PACK

        Case {facts.File.Id}, {facts.For.Name}, made {PackWords.Utc(facts.Made)}.
        Signed by the key with the fingerprint (SHA-256 of the public key, DER)
          {facts.Fingerprint}
        Ask the council for that fingerprint by another way than this file: what was changed may be signed by another key.

        1. With our command, on any machine, without network or settings:
             solutions-control-room verify PACK.zip --key {facts.Fingerprint}
           It says WHOLE (exit code 0), or names the first block and row that was changed, is missing or was added (1). It looks at every
           byte of the ZIP, also between and behind the parts. Then it holds each second and minute of the tables against what the
           device itself signed when it measured them: a row that was changed is named also where somebody signed the pack anew.
           What it asks to be compared (this key, the authority of the devices' keys, the anchors) only those can tell that keep them elsewhere.

        2. Without anything of ours, with unzip, openssl and sha256sum:
             unzip PACK.zip -d pack && cd pack
             openssl pkey -pubin -in {PackManifest.KeyName} -outform DER | sha256sum      # the fingerprint above
             openssl dgst -sha256 -verify {PackManifest.KeyName} -signature {PackManifest.SignatureName} {PackManifest.FileName}    # Verified OK
             sha256sum {PackManifest.SumsName}        # the Sha256 that {PackManifest.FileName} states of it
             sha256sum -c {PackManifest.SumsName}     # every part: OK
           {PackManifest.FileName} states of each part its name, length, SHA-256 and the SHA-256 of each 64 KiB.

        3. What the device signed, without anything of ours: {SealedNights.FileName} names the parts of each night. A line of -seals.ndjson is a
           minute's seal: the first number, the count and the root (RFC 9162, 2.1, SHA-256) of its rows by stream, two bytes of each row's hash, the
           digest of the seal before, and a signature by a key of {SealedParts.KeysName}, whose certificate {SealedParts.AuthoritiesName} vouches for.
           The rows are -seconds.csv with -bands.bin (of each second: its number, modulo 2^32, and 34 levels in hundredths of a dB from 10 Hz to
           20 kHz, big-endian; -32768 = not known, -32767 = the second has none) and -minutes.csv. {SealedParts.AnchorsName} has the anchors that
           hold the seals. Other streams that a seal names are not in the pack.

        What the figures are made of stands in figures.csv, column "from"; what the tables hold, in their first line.

        """.ReplaceLineEndings("\n");
}
