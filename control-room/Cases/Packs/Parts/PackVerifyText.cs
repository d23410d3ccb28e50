using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

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
           byte of the ZIP, also between and behind the parts.

        2. Without anything of ours, with unzip, openssl and sha256sum:
             unzip PACK.zip -d pack && cd pack
             openssl pkey -pubin -in {PackManifest.KeyName} -outform DER | sha256sum      # the fingerprint above
             openssl dgst -sha256 -verify {PackManifest.KeyName} -signature {PackManifest.SignatureName} {PackManifest.FileName}    # Verified OK
             sha256sum {PackManifest.SumsName}        # the Sha256 that {PackManifest.FileName} states of it
             sha256sum -c {PackManifest.SumsName}     # every part: OK
           {PackManifest.FileName} states of each part its name, length, SHA-256 and the SHA-256 of each 64 KiB.

        What the figures are made of stands in figures.csv, column "from"; what the tables hold, in their first line.

        """.ReplaceLineEndings("\n");
}
