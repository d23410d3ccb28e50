using Microsoft.AspNetCore.Components;

namespace Solutions.Edge.ControlRoom.Access.Pages;

/// <summary>A page of forms, made anew at each request. A form that could not be taken stands there as it was typed.</summary>
public abstract class FormPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    private protected Caller Caller => Caller.Of(Context.User);

    /// <summary>What was done.</summary>
    protected string? Said { get; set; }

    /// <summary>Why it was not done.</summary>
    protected string? Fault { get; set; }

    /// <summary>The form that was sent, with the names of its fields.</summary>
    protected IFormCollection Sent => Context.Request.Form;

    /// <summary>One field of it.</summary>
    protected string Field(string name) => Sent[name].ToString().Trim();

    /// <summary>What a field shows: what was typed in a form that could not be taken, otherwise what is in force.</summary>
    protected string? Typed(string form, string field, string? present) => IsRefused(form) ? Sent[field].ToString() : present;

    /// <summary>The same of a box that is ticked or not.</summary>
    protected bool Ticked(string form, string field, string value, bool present) => IsRefused(form) ? Sent[field].Contains(value) : present;

    private bool IsRefused(string form) => Fault is not null && Context.Request.HasFormContentType && Sent["_handler"] == form;
}
