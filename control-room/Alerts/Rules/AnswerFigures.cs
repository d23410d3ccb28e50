using System.ComponentModel.DataAnnotations;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>For how long what people do with alerts holds.</summary>
internal abstract record AnswerFigures
{
    /// <summary>Every code: an acknowledgement without a verdict ends after so long, and what goes on waits again, in seconds.</summary>
    [Range(300, 28_800)]
    public int AcknowledgedSeconds { get; init; } = 1800;

    /// <summary>Every code: so long one stays on hold, in seconds.</summary>
    [Range(60, 3600)]
    public int HoldSeconds { get; init; } = 900;

    /// <summary>Every code: so long a source is shelved at the most, in minutes.</summary>
    [Range(5, 1440)]
    public int ShelfMinutes { get; init; } = 480;

    /// <summary>Every code: so long a P1 is shelved at the most, in minutes.</summary>
    [Range(1, 60)]
    public int UrgentShelfMinutes { get; init; } = 30;
}
