namespace Solutions.Edge.Agent.Configuration;

/// <summary>The number of an I2C bus.</summary>
internal static class I2cBus
{
    private const int Most = 255;

    /// <exception cref="ConfigurationException">There is no such bus.</exception>
    public static void Check(string key, int bus)
    {
        if (bus is < 0 or > Most)
            throw ConfigurationException.Of(key, bus, $"0 to {Most}, like 1 for /dev/i2c-1");
    }
}
