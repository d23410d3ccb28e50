namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>How far a case has come: the ladder of environmental health.</summary>
internal enum CaseStage
{
    Complaint,
    Letter,
    Diary,
    Recorder,
    Notice,
    Breach,
    Prosecution,
    Closed,
}
