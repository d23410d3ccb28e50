using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// States that a still or clip was captured; its bytes travel by HTTP. <see cref="UpRecord.T"/> is the time of the (first) frame, or of the first sample.
/// Or, with no <see cref="Bytes"/>, that there is none: then it is the time that was asked for.
/// </summary>
public sealed record EvidenceRecord : UpRecord
{
    /// <summary>Size of a hashed block in bytes; the last block may be shorter.</summary>
    public const int BlockBytes = 64 * 1024;

    /// <summary>Most blocks of a capture: those of the longest clip.</summary>
    public const int MostBlocks = ClipFile.MaxBytes / BlockBytes;

    /// <summary>The kind of a single JPEG.</summary>
    public const string Still = "still";

    /// <summary>The kind of a <see cref="ClipFile"/>.</summary>
    public const string Clip = "clip";

    /// <summary>The kind of a <see cref="ClipWav"/> as <see cref="SealedSound"/>: the digests are of its sealed blocks.</summary>
    public const string Sound = "sound";

    /// <summary>A still shows what was asked for if it was taken within this time of it; no other is delivered.</summary>
    public static readonly TimeSpan StillWithin = TimeSpan.FromSeconds(2);

    /// <summary>The capture's id, given by the command that asked for it.</summary>
    public required string Id { get; init; }

    /// <summary>What was captured: <see cref="Still"/>, <see cref="Clip"/> or <see cref="Sound"/>; 1 to 64 characters.</summary>
    public required string Kind { get; init; }

    /// <summary>Seconds from the first frame to the last, 0 for a still; of sound its length.</summary>
    public required double Span { get; init; }

    /// <summary>Length in bytes; 0 = the device has no picture of what was asked for.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of each block of <see cref="BlockBytes"/>, lower-case hexadecimal: at most <see cref="MostBlocks"/>.</summary>
    public required string[] Sha256 { get; init; }

    /// <summary>Why it was captured: the command's reason, at most 500 characters.</summary>
    public required string Why { get; init; }

    /// <summary>Where nothing was captured, when the nearest picture was taken; null = the camera gave none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Nearest { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(Ids.IsValid(Id), "id", Id, "an id of 1 to 64 letters, digits, - or _")
        ?? Unless(Kind is { Length: > 0 and <= 64 }, "kind", Kind, "a word of 1 to 64 characters")
        ?? Outside("span", Span, 0, 86_400)
        ?? Unless(Bytes >= 0, "bytes", Bytes, "0 or more")
        ?? Unless(Sha256.Length <= MostBlocks && Sha256.All(h => h is { Length: 64 }), "sha256",
            Sha256.Length, $"one digest of 64 hexadecimal digits for each 64 KiB, at most {MostBlocks}")
        ?? Unless(Nearest is null or { Year: >= 1970 and <= 2199 }, "nearest", Nearest, "an instant from 1970 to 2199")
        ?? Unless(Why is { Length: <= 500 }, "why", Why, "at most 500 characters");
}
