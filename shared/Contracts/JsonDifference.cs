using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Solutions.Edge.Contracts;

/// <summary>
/// What is new in a JSON value beside one before it. <c>0</c>: nothing. A number of a number: the difference in hundredths; of an
/// instant as <see cref="InstantConverter"/> writes it: in milliseconds. An array: the differences of an object's values or of an array's
/// elements, in order. <c>{"=":value}</c>: the value itself.
/// </summary>
internal static class JsonDifference
{
    private const string Itself = "=";

    /// <summary>Numbers beyond are written themselves: a step between two of them could lead too far.</summary>
    private const decimal MostStepped = 1e15m;

    public static void Write(Utf8JsonWriter to, JsonElement before, JsonElement now)
    {
        if (JsonMarshal.GetRawUtf8Value(before).SequenceEqual(JsonMarshal.GetRawUtf8Value(now)))
            to.WriteNumberValue(0);
        else if (IsNumber(before, out var number) && IsNumber(now, out var next) && Math.Max(Math.Abs(number), Math.Abs(next)) < MostStepped)
            to.WriteNumberValue(Shortest((next - number) * 100));
        else if (IsInstant(before, out var instant) && IsInstant(now, out var later))
            to.WriteNumberValue((long)(later - instant).TotalMilliseconds);
        else if (Parts(before) is { } parts && Parts(now) is { } newParts && before.ValueKind == now.ValueKind
            && parts.Select(p => p.Name).SequenceEqual(newParts.Select(p => p.Name)))
        {
            to.WriteStartArray();
            foreach (var (part, newPart) in parts.Zip(newParts))
                Write(to, part.Value, newPart.Value);
            to.WriteEndArray();
        }
        else
            WriteItself(to, now);
    }

    public static void WriteItself(Utf8JsonWriter to, JsonElement now)
    {
        to.WriteStartObject();
        to.WritePropertyName(Itself);
        to.WriteRawValue(JsonMarshal.GetRawUtf8Value(now));
        to.WriteEndObject();
    }

    /// <summary>Writes the value whose difference <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The difference does not fit what was before.</exception>
    public static void Undo(Utf8JsonWriter to, JsonElement before, JsonElement difference)
    {
        if (difference.ValueKind == JsonValueKind.Object && difference.TryGetProperty(Itself, out var now))
            to.WriteRawValue(JsonMarshal.GetRawUtf8Value(now));
        else if (IsNumber(difference, out var step))
            UndoStep(to, before, step);
        else if (difference.ValueKind == JsonValueKind.Array && Parts(before) is { } parts && parts.Count == difference.GetArrayLength())
        {
            var isObject = before.ValueKind == JsonValueKind.Object;
            if (isObject)
                to.WriteStartObject();
            else
                to.WriteStartArray();
            foreach (var (part, its) in parts.Zip(difference.EnumerateArray()))
            {
                if (isObject)
                    to.WritePropertyName(part.Name);
                Undo(to, part.Value, its);
            }
            if (isObject)
                to.WriteEndObject();
            else
                to.WriteEndArray();
        }
        else
            throw Misfit(before, difference);
    }

    private static void UndoStep(Utf8JsonWriter to, JsonElement before, decimal step)
    {
        try
        {
            if (step == 0)
                to.WriteRawValue(JsonMarshal.GetRawUtf8Value(before));
            else if (IsNumber(before, out var number))
                to.WriteNumberValue(Shortest(number + step / 100));
            else if (IsInstant(before, out var instant))
                to.WriteStringValue(InstantConverter.Write(instant.AddMilliseconds((double)step)));
            else
                throw new JsonException("only a number or an instant can be stepped from");
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new JsonException("the step leads too far", e);
        }
    }

    private static JsonException Misfit(JsonElement before, JsonElement difference) =>
        new($"a JSON {difference.ValueKind} is no difference to a JSON {before.ValueKind}");

    private static List<(string Name, JsonElement Value)>? Parts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => [.. value.EnumerateObject().Select(p => (p.Name, p.Value))],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(e => ("", e))],
        _ => null,
    };

    private static bool IsNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out number);
    }

    private static bool IsInstant(JsonElement value, out DateTimeOffset instant)
    {
        instant = default;
        return value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(value.GetString(), InstantConverter.Format,
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    /// <summary>Without zeros at its end.</summary>
    private static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;
}
