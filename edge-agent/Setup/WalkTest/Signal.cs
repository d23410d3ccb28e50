using Solutions.Edge.Acoustics.Calibration;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>What a step watches.</summary>
internal enum Sensor
{
    Gate,
    Shock,
    Camera,
    Microphone,
}

/// <summary>What a sensor gave, at a time.</summary>
internal abstract record Signal(DateTimeOffset At);

/// <summary>A line's level as it counts: at first, and after every change.</summary>
internal sealed record LineSignal(DateTimeOffset At, string Line, bool Active) : Signal(At);

/// <summary>A line changed so often within a second that no hand did it.</summary>
internal sealed record ChatterSignal(DateTimeOffset At, string Line, int Edges) : Signal(At);

/// <summary>A shock's peak in g.</summary>
internal sealed record ShockSignal(DateTimeOffset At, double G) : Signal(At);

/// <summary>A picture: its mean grey level, 0 to 255, and the mean strength of its edges.</summary>
internal sealed record PictureSignal(DateTimeOffset At, double Light, double Detail) : Signal(At);

/// <summary>A second of the microphone; null = without a signal.</summary>
internal sealed record ToneSignal(DateTimeOffset At, ToneSecond? Second) : Signal(At);

/// <summary>Why a sensor gives nothing; null = it gives something again. While it lasts it comes again and again.</summary>
internal sealed record FaultSignal(DateTimeOffset At, Sensor Sensor, string? Words) : Signal(At);
