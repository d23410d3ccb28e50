using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// The lines of a device's calibration ledger as sheets, those of before a control room was there too; <c>calibrations/ID.answer</c> in its state folder
/// marks each that the control room has answered.
/// </summary>
internal sealed class CalibrationSheets(string stateFolder, string device) : ISheets
{
    private readonly string folder = Path.Combine(stateFolder, "calibrations");

    public string Kind => "calibration";

    public string Command => "calibrate";

    public string AddressOf(string device, string id) => DevicePaths.Calibration(device, id);

    public IReadOnlyList<WaitingSheet> Waiting()
    {
        try
        {
            return [.. CalibrationLedger.Load(stateFolder, device).Entries.Select(e => e.ToSheet()).DistinctBy(s => s.Id)
                .Where(s => !File.Exists(Mark(s.Id))).Select(s => new WaitingSheet(s.Id, s.Write))];
        }
        catch (ConfigurationException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Answered(string id, string answer)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Mark(id), answer + "\n");
    }

    private string Mark(string id) => Path.Combine(folder, id + ".answer");
}
