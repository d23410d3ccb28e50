namespace Solutions.Edge.Agent.Setup.Sheets;

/// <summary>A document that the control room has not answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Read">Its bytes, read when they are sent.</param>
internal sealed record WaitingSheet(string Id, Func<byte[]> Read);

/// <summary>
/// Documents of one kind that a device keeps, and delivers to its control room. <see cref="SheetUpload"/> calls it, one call at a time; what the disk
/// refuses is an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface ISheets
{
    /// <summary>As it is named in a sentence.</summary>
    string Kind { get; }

    /// <summary>The command that makes one, and sends those that wait.</summary>
    string Command { get; }

    /// <summary>Where one is delivered.</summary>
    string AddressOf(string device, string id);

    /// <summary>Those that the control room has not answered, the oldest first.</summary>
    IReadOnlyList<WaitingSheet> Waiting();

    /// <summary>The control room has answered for good.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="answer">In words.</param>
    void Answered(string id, string answer);
}
