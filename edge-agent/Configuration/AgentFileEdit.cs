using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>Changes one number of a device's file and leaves every other byte of it, comments too, as it is.</summary>
internal static class AgentFileEdit
{
    /// <param name="utf8">The file.</param>
    /// <param name="objects">The objects that the key stands in, from outside; they are there.</param>
    /// <param name="key">The key; added as the first of its object where it is not.</param>
    /// <param name="value">What it is to be.</param>
    /// <exception cref="ConfigurationException">One of the objects is not there.</exception>
    public static byte[] SetNumber(ReadOnlySpan<byte> utf8, IReadOnlyList<string> objects, string key, double value)
    {
        var number = Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));
        var bom = utf8.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(utf8[bom..], new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        int depth = 0, begins = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth)
                break;
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1)
                continue;
            if (begins >= 0 && reader.ValueTextEquals(key))
            {
                reader.Read();
                return [.. utf8[..(bom + (int)reader.TokenStartIndex)], .. number, .. utf8[(bom + (int)reader.BytesConsumed)..]];
            }
            if (begins < 0 && reader.ValueTextEquals(objects[depth]) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                begins = ++depth == objects.Count ? bom + (int)reader.BytesConsumed : -1;
        }
        return begins < 0 ? throw new ConfigurationException($"{string.Join('.', objects)} is missing; it must be an object for {key} to stand in")
            : [.. utf8[..begins], .. Encoding.UTF8.GetBytes($" \"{key}\": "), .. number, .. ","u8, .. utf8[begins..]];
    }
}
