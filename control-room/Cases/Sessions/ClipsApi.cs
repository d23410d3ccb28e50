using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>A sound clip as scripts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Session">The session in which it was asked for.</param>
/// <param name="Device">Of which device.</param>
/// <param name="Asked">The instant asked for.</param>
/// <param name="By">By which hand.</param>
/// <param name="Why">For what.</param>
/// <param name="From">When its sound begins; null = not known yet, or there is none.</param>
/// <param name="Seconds">How long it is; null = not known yet.</param>
/// <param name="IsHere">Whether all of it has come.</param>
/// <param name="Check">Whether its sealed bytes are those that the device states it sent; none = the device had no such sound.</param>
/// <param name="Destroyed">By which rule it is destroyed; null = it is not.</param>
internal sealed record ClipView(string Id, string Session, string Device, DateTimeOffset Asked, string By, string Why, DateTimeOffset? From, double? Seconds,
    bool IsHere, CaptureCheck Check, string? Destroyed)
{
    public static ClipView Of(ClipFacts facts) => new(facts.Id, facts.Says.Session, facts.Says.Device, facts.Asked.At, facts.Asked.By, facts.Says.Why,
        facts.From, facts.Seconds, facts.IsHere, facts.Check, (facts.Destroyed?.Body as ClipDestroyed)?.Rule);
}

/// <param name="Device">The microphone.</param>
/// <param name="Why">For what.</param>
internal sealed record NewClip(string? Device, string? Why);

/// <param name="Clip">Its id.</param>
internal sealed record AskedClip(string Clip);

/// <param name="Reason">Why it is opened.</param>
internal sealed record Opening(string? Reason);

/// <param name="Name">Which filter it is; null or empty = none.</param>
internal sealed record ListeningFilter(string? Name);

/// <summary>Sound clips of a case: asked for, listed, opened.</summary>
internal static class ClipsApi
{
    private const string Address = "/api/v1/cases/{id}/clips";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, ListAsync).Needs(Right.SeeCases).WithSummary("Sound clips of a case, without their sound.");
        routes.MapPost(Address, AskAsync).Needs(Right.OpenClips)
            .WithSummary("Asks a microphone for the half minute of sound from ten seconds ago, while an evidence session of the case runs: device, why.");
        routes.MapPost($"{Address}/{{clip}}/open", OpenAsync).Needs(Right.OpenClips)
            .WithSummary("Opens a sound clip with a reason, which goes into the audit: a WAV file of 24 bits that states the level of full scale.");
        routes.MapPost($"{Address}/{{clip}}/filter", FilterAsync).Needs(Right.OpenClips)
            .WithSummary("Notes that a listening filter was switched on at a clip. It is for the ear only: nothing is changed and nothing exported.");
    }

    private static async Task<Results<Ok<IReadOnlyList<ClipView>>, ProblemHttpResult>> ListAsync(
        string id, CaseBook book, ClipBook clips, CancellationToken stopping) =>
        await book.FindAsync(id, stopping) is null ? SessionsApi.NoCase(id)
            : TypedResults.Ok<IReadOnlyList<ClipView>>([.. (await clips.OfCaseAsync(id, stopping)).Select(ClipView.Of)]);

    private static async Task<Results<Accepted<AskedClip>, ProblemHttpResult>> AskAsync(
        string id, NewClip given, CaseBook book, ClipRequests requests, Caller caller, CancellationToken stopping)
    {
        if (await book.FindAsync(id, stopping) is null)
            return SessionsApi.NoCase(id);
        var (clip, fault) = await requests.AskAsync(given.Device ?? "", null, given.Why ?? "", caller.Hand, stopping, id);
        return clip is null ? SessionsApi.Refuse(StatusCodes.Status400BadRequest, fault!) : TypedResults.Accepted((string?)null, new AskedClip(clip));
    }

    /// <summary>Decrypted in memory and written from there: no file has it.</summary>
    private static async Task<IResult> OpenAsync(
        string id, string clip, Opening given, CaseBook book, ClipBook clips, HttpResponse response, Caller caller, CancellationToken stopping)
    {
        if (await book.FindAsync(id, stopping) is null)
            return SessionsApi.NoCase(id);
        var (opened, fault) = await clips.OpenAsync(id, clip, given.Reason, caller.Hand, stopping);
        if (opened is null)
            return SessionsApi.Refuse(
                string.IsNullOrWhiteSpace(given.Reason) ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, fault!);
        try
        {
            (response.ContentType, response.ContentLength, response.Headers.CacheControl) = ("audio/wav", opened.Wav.Length, "no-store");
            await response.Body.WriteAsync(opened.Wav, stopping);
            return Results.Empty;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened.Wav);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FilterAsync(
        string id, string clip, ListeningFilter given, ClipBook clips, AuditLog audit, Caller caller, CancellationToken stopping)
    {
        if ((await clips.OfCaseAsync(id, stopping)).All(c => c.Id != clip))
            return SessionsApi.Refuse(StatusCodes.Status404NotFound, $"Case {id} has no clip '{clip}'.");
        await audit.WriteAsync(caller.Hand, "listening filter", $"{id} {clip}", string.IsNullOrEmpty(given.Name) ? "none" : given.Name);
        return TypedResults.NoContent();
    }
}
