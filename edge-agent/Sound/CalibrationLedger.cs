using System.Text.Json;
using System.Text;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// The accepted checks of a device's microphone, a JSON line each, in its state folder. Lines are only ever added; the last that
/// can be read holds.
/// </summary>
/// <remarks>
/// A line that cannot be read is passed over and named. A power cut leaves half a line of a check that was never called accepted, and a
/// device that would not start for it would measure nothing; a line damaged later is logged at every start.
/// </remarks>
internal sealed class CalibrationLedger
{
    private const string FileName = "calibration.ndjson";

    private readonly string path, device;
    private readonly List<CalibrationEntry> entries = [];
    private readonly List<string> faults = [];

    private CalibrationLedger(string stateFolder, string device) => (path, this.device) = (Path.Combine(stateFolder, FileName), device);

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<CalibrationEntry> Entries => entries;

    /// <summary>A sentence for every line that cannot be read.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>The sensitivity of the newest accepted check, in dBFS at 94 dB; null = none was ever accepted.</summary>
    public double? SensitivityDbfs => entries.Count > 0 ? entries[^1].SensitivityDbfs : null;

    /// <exception cref="ConfigurationException">There is one and it cannot be read at all.</exception>
    public static CalibrationLedger Load(string stateFolder, string device)
    {
        var ledger = new CalibrationLedger(stateFolder, device);
        try
        {
            if (File.Exists(ledger.path))
                foreach (var (index, line) in File.ReadAllLines(ledger.path).Index())
                    ledger.Read(index + 1, line);
            return ledger;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{ledger.path} cannot be read, and with it the sensitivity of device '{device}': {e.Message}", e);
        }
    }

    /// <summary>Adds a check; when this returns it is on the disk.</summary>
    /// <exception cref="ConfigurationException">It cannot be written: the sensitivity stays as it was.</exception>
    public void Append(CalibrationEntry entry)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.Write([.. Torn(stream) ? "\n"u8 : [], .. JsonSerializer.SerializeToUtf8Bytes(entry, CalibrationJson.Default.CalibrationEntry), .. "\n"u8]);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path} cannot be written: {e.Message}; the sensitivity of device '{device}' stays as it was", e);
        }
        entries.Add(entry);
    }

    /// <summary>Goes to the end. True: half a line stands there, which must not become part of the next.</summary>
    private static bool Torn(FileStream stream)
    {
        if (stream.Seek(0, SeekOrigin.End) == 0)
            return false;
        stream.Position--;
        return stream.ReadByte() != '\n';
    }

    private void Read(int number, string line)
    {
        if (Parse(line, out var fault) is { } entry)
            entries.Add(entry);
        else
            faults.Add($"{path}: line {number} is no check and is passed over, the newest that can be read holds: {fault}");
    }

    private CalibrationEntry? Parse(string line, out string? fault)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(line), CalibrationJson.Default.CalibrationEntry);
            fault = entry is null ? "it is null" : entry.FindFault(device);
            return fault is null ? entry : null;
        }
        catch (JsonException e)
        {
            fault = e.Message;
            return null;
        }
    }
}
