using System.Text.Json;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What <c>analyse audio</c> prints: the names of the <c>noise</c> record, levels rounded to 0.01 dB, null where not known.</summary>
internal sealed class AudioLines(LineOutput output)
{
    /// <param name="second">Seconds from the file's first sample to the first of these levels' samples.</param>
    /// <param name="levels">Of the second.</param>
    public void Write(int second, SecondLevels levels) => output.Write(json =>
    {
        json.WriteNumber("t", second);
        Level(json, "LAeq", levels.LAeq);
        Level(json, "LCeq", levels.LCeq);
        Level(json, "LZeq", levels.LZeq);
        Level(json, "LAFmax", levels.LAFmax);
        Level(json, "LAFmin", levels.LAFmin);
        Level(json, "LASmax", levels.LASmax);
        Level(json, "LCpeak", levels.LCpeak);
        json.WriteStartArray("bands");
        foreach (var band in levels.Bands)
            if (band is { } db)
                json.WriteNumberValue(Math.Round(db, 2));
            else
                json.WriteNullValue();
        json.WriteEndArray();
        json.WriteNumber("n", levels.Samples - levels.Lost);
        Texts(json, "flags", levels.Flags);
    });

    /// <param name="summary">Of the whole file.</param>
    /// <param name="exhibit">Null if none was asked for.</param>
    public void Write(AudioSummary summary, ExhibitSummary? exhibit) => output.Write(json =>
    {
        json.WriteBoolean("summary", true);
        Level(json, "LAeq", summary.LAeq);
        Level(json, "LCeq", summary.LCeq);
        Level(json, "LAE", summary.LAE);
        Level(json, "LAFmax", summary.LAFmax);
        Level(json, "LCpeak", summary.LCpeak);
        Level(json, "LA1", summary.Exceeded(1));
        Level(json, "LA10", summary.Exceeded(10));
        Level(json, "LA50", summary.Exceeded(50));
        Level(json, "LA90", summary.Exceeded(90));
        Level(json, "LA99.8", summary.Exceeded(99.8));
        json.WriteNumber("seconds", Math.Round(summary.Seconds, 3));
        json.WriteNumber("capture", Math.Round(summary.CapturePercent, 2));
        Texts(json, "flags", summary.Flags);
        Texts(json, "remarks", summary.Remarks);
        if (exhibit is null)
            return;
        json.WriteStartObject("evidence");
        json.WriteString("file", exhibit.File);
        json.WriteString("sha256", exhibit.Sha256);
        json.WriteNumber("cuePoints", exhibit.CuePoints);
        Texts(json, "remarks", exhibit.Remarks);
        json.WriteEndObject();
    });

    private static void Level(Utf8JsonWriter json, string name, double? level)
    {
        if (level is { } db)
            json.WriteNumber(name, Math.Round(db, 2));
        else
            json.WriteNull(name);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
