using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>A device delivers a block of a still or clip.</summary>
internal static class TakeBlock
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/v1/devices/{device}/evidence/{id}/blocks/{number:int:min(0)}", HandleAsync)
        .ForAnyone()
        .WithMetadata(new ForDevicesAttribute(DeviceProof.Certificate) { IsOpenInDemonstration = true })
        .Accepts<byte[]>("application/octet-stream")
        .WithSummary("A device delivers a block of what it was asked for: 65536 bytes, the last one (?last=true) fewer; header Digest-Sha256 holds "
            + "the hexadecimal SHA-256 of the body, Captured-At a still's capture time, Sealed-Key of a sound clip's block 0 its wrapped key. "
            + "Blocks come in order; one sent twice is stored once.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string device, string id, int number, HttpRequest request, Captures captures, CancellationToken cancellationToken, string last = "false")
    {
        if (!Ids.IsValid(device) || !Ids.IsValid(id))
            return Refuse(StatusCodes.Status404NotFound,
                "Nothing was asked for under such an id, or of such a device: an id is 1 to 64 letters, digits, - or _.");
        if (!bool.TryParse(last, out var isLast))
            return QueryValue.Wrong("last", last, "true or false");
        if (request.ContentLength is not (> 0 and <= EvidenceRecord.BlockBytes))
            return Refuse(StatusCodes.Status400BadRequest,
                $"Content-Length is {request.ContentLength?.ToString(null, null) ?? "not given"}; it must be 1 to {EvidenceRecord.BlockBytes}.");
        if (request.Headers["Digest-Sha256"] is not [{ Length: 64 } digest])
            return Refuse(StatusCodes.Status400BadRequest,
                $"Digest-Sha256 is '{request.Headers["Digest-Sha256"]}'; it must be the body's SHA-256 as 64 hexadecimal digits.");
        var taken = request.Headers["Captured-At"].ToString();
        if (!QueryValue.TryInstant(taken, out var at) && taken.Length > 0)
            return QueryValue.Wrong("Captured-At", taken, QueryValue.Instant);
        var wrapped = request.Headers["Sealed-Key"].ToString();
        if (wrapped.Length > 0 && !WrappedKey.IsWrapped(wrapped))
            return QueryValue.Wrong("Sealed-Key", wrapped, "a clip's key as a device wraps it");
        var bytes = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(bytes, cancellationToken);
        return await captures.TakeAsync(id, device, number, isLast, bytes, digest.ToLowerInvariant(), taken.Length > 0 ? at : null,
            wrapped.Length > 0 ? wrapped : null) switch
        {
            BlockResult.Stored => TypedResults.NoContent(),
            BlockResult.NotExpected => Refuse(StatusCodes.Status404NotFound, $"Nothing with the id '{id}' was asked of device '{device}'."),
            BlockResult.WrongDigest => Refuse(StatusCodes.Status422UnprocessableEntity, "The body's SHA-256 is not the one in Digest-Sha256: send it again."),
            BlockResult.WrongLength => Refuse(StatusCodes.Status400BadRequest,
                $"Block {number} has {bytes.Length} bytes; any but the last must have {EvidenceRecord.BlockBytes}."),
            BlockResult.OutOfTurn => Refuse(StatusCodes.Status409Conflict, $"Block {number} of '{id}' is not the next: {Blocks(captures.Find(id))}."),
            BlockResult.TooLong => Refuse(StatusCodes.Status413PayloadTooLarge, $"Block {number} of '{id}' is beyond the most that is taken."),
            _ => Refuse(StatusCodes.Status415UnsupportedMediaType,
                $"Block 0 of '{id}' is not the start of what was asked for: a still begins with FF D8, a clip with SEclip1, sound comes with Sealed-Key."),
        };
    }

    private static string Blocks(Arrival? arrival) => arrival switch
    {
        null => "none has arrived",
        { Complete: true } => "it is complete",
        _ => $"{arrival.Bytes / EvidenceRecord.BlockBytes} have arrived",
    };

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
