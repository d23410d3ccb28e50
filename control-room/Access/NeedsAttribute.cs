using Microsoft.AspNetCore.Authorization;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>The right that an endpoint or page needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(Right right) : Attribute, IAuthorizeData
{
    public Right Right => right;

    /// <summary>Each right is a policy of its name.</summary>
    public string? Policy
    {
        get => right.ToString();
        set => throw new NotSupportedException();
    }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }
}

/// <summary>An endpoint or page for anyone, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForAnyoneAttribute : Attribute, IAllowAnonymous;

internal static class NeededRights
{
    public static T Needs<T>(this T endpoint, Right right) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(right));

    public static T ForAnyone<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ForAnyoneAttribute());
}
