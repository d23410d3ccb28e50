namespace Solutions.Edge.Agent.Configuration;

/// <summary>A setting of this device that cannot be; the message names the key, its value and what would be right. The agent ends with code 2.</summary>
internal sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner)
{
    private const int ShownCharacters = 80;

    /// <param name="key">As it stands in the file, such as <c>camera.framesPerSecond</c>.</param>
    /// <param name="value">What stands there; null = nothing does.</param>
    /// <param name="right">What would be right, after "it must be".</param>
    public static ConfigurationException Of(string key, object? value, string right) =>
        new(value is null ? $"{key} is missing; it must be {right}" : FormattableString.Invariant($"{key} is {Shown(value)}; it must be {right}"));

    private static object Shown(object value) =>
        value is not string text ? value : $"'{(text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…")}'";
}
