using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Access.Pages;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What the pages of signing in send beside their forms: signing out, passkeys, and the ready accounts of a demonstration.</summary>
internal static class SignInActs
{
    private const int LongestCredential = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.SignedIn, () => Results.NoContent()).Needs(Right.OwnAccount).ExcludeFromDescription();
        routes.MapPost(Addresses.SignOut, async ([FromForm] string? everywhere, Caller caller, PersonSignIn signIn, Sessions sessions) =>
        {
            if (everywhere is not null && caller.Person is { } person)
                await sessions.EndAllOfAsync(person);
            await signIn.SignOutAsync();
            return Results.LocalRedirect("~" + Addresses.SignIn);
        }).Needs(Right.OwnAccount).ExcludeFromDescription();
        if (routes.ServiceProvider.GetRequiredService<AccessSettings>().IsDemonstration)
            routes.MapPost(Addresses.SignIn + "/demonstration", async ([FromForm] string account, PersonSignIn signIn) =>
            {
                if (await signIn.UserManager.FindByNameAsync(account) is { } person)
                    await signIn.SignInAsync(person, isPersistent: false);
                return Results.LocalRedirect("~/");
            }).ForAnyone().ExcludeFromDescription();
        routes.MapPost(Addresses.SignIn + "/passkey/options", async (PersonSignIn signIn) =>
            Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")).ForAnyone().LimitsTries().ExcludeFromDescription();
        routes.MapPost(Addresses.SignIn + "/passkey", SignInByPasskeyAsync).ForAnyone().LimitsTries()
            .WithMetadata(new RequestSizeLimitAttribute(LongestCredential)).ExcludeFromDescription();
        routes.MapPost(Addresses.Account + "/passkey/options", async (HttpContext context, PersonSignIn signIn) =>
            await OfAsync(context, signIn) is not { } person ? NoPerson()
                : Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new()
                {
                    Id = person.Id.ToString(CultureInfo.InvariantCulture),
                    Name = person.UserName!,
                    DisplayName = person.Name,
                }), "application/json")).Needs(Right.OwnAccount).ExcludeFromDescription();
        routes.MapPost(Addresses.Account + "/passkey", AddPasskeyAsync).Needs(Right.OwnAccount).WithMetadata(new RequestSizeLimitAttribute(LongestCredential))
            .ExcludeFromDescription();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInByPasskeyAsync(HttpRequest request, PersonSignIn signIn, AuditLog audit)
    {
        using var body = new StreamReader(request.Body);
        var credential = await body.ReadToEndAsync();
        var result = await AttemptAsync(() => signIn.PasskeySignInAsync(credential));
        if (result is { Succeeded: true })
            return TypedResults.NoContent();
        await audit.WriteAsync(Caller.Nobody.Hand, "sign-in refused", detail: "passkey");
        return TypedResults.Problem("This passkey is not known here, or its account is closed.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddPasskeyAsync(
        HttpContext context, PersonSignIn signIn, AuditLog audit)
    {
        if (await OfAsync(context, signIn) is not { } person)
            return NoPerson();
        using var body = new StreamReader(context.Request.Body);
        var credential = await body.ReadToEndAsync();
        if (await AttemptAsync(() => signIn.PerformPasskeyAttestationAsync(credential)) is not { Succeeded: true } made)
            return TypedResults.Problem("The browser's passkey could not be verified; try again.", statusCode: StatusCodes.Status400BadRequest);
        if (await signIn.UserManager.AddOrUpdatePasskeyAsync(person, made.Passkey) is { Succeeded: false } refused)
            return TypedResults.Problem(People.Sentence(refused), statusCode: StatusCodes.Status400BadRequest);
        await audit.WriteAsync(Caller.HandOf(person.Id), "passkey added");
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoPerson() =>
        TypedResults.Problem("A passkey belongs to a person's account; none is signed in.", statusCode: StatusCodes.Status409Conflict);

    private static async Task<Person?> OfAsync(HttpContext context, PersonSignIn signIn) => Caller.Of(context.User).Person is { } number
        ? await signIn.UserManager.FindByIdAsync(number.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>What a browser sent may be anything.</summary>
    private static async Task<T?> AttemptAsync<T>(Func<Task<T>> attempt) where T : class
    {
        try
        {
            return await attempt();
        }
        catch (Exception e) when (e is PasskeyException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
