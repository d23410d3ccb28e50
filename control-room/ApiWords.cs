using System.Text.Json.Serialization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom;

/// <summary>The API speaks as the wire does: instants with a Z, states as words.</summary>
internal static class ApiWords
{
    public static JsonConverter[] Converters =>
    [
        new InstantConverter(), new WordConverter<AlertState>(), new WordConverter<CaptureCheck>(), new WordConverter<StepResult>(),
        new WordConverter<PowerSource>(), new WordConverter<CaseStage>(), new WordConverter<SealKeyKind>(), new WordConverter<SealFault>(),
        new WordConverter<Verdict>(), new WordConverter<FalseCause>(), new WordConverter<AlertEvent>(), new WordConverter<CalibrationTime>(),
        new WordConverter<Audience>(), new WordConverter<Responder>(), new WordConverter<NsirHeading>(), new WordConverter<NsirType>(),
        new WordConverter<LeftOut>(),
    ];
}
