using System.Buffers.Binary;
using System.Device.I2c;
using System.Numerics;

namespace Solutions.Edge.Agent.Gate.Shocks;

/// <summary>
/// A LIS3DH at 400 samples a second and up to 16 g, by its own queue of 32 samples. In normal mode: what the high resolution mode adds to the digits its
/// low-pass at a ninth of the rate takes from a blow. Registers and figures are those of its data sheet.
/// </summary>
internal sealed class Lis3dh : IDisposable
{
    public const int SamplesPerSecond = 400;

    /// <summary>What its queue holds.</summary>
    public const int MostSamples = 32;

    private const byte WhoAmI = 0x0F, Control1 = 0x20, Control5 = 0x24, QueueControl = 0x2E, QueueState = 0x2F, Output = 0x28;

    /// <summary>Read on from one register to the next; at the last of the output it begins anew, with the next sample.</summary>
    private const byte AndOn = 0x80;

    private const byte Identity = 0x33;

    private const byte Overran = 0x40, Waiting = 0x1F;

    /// <summary>g of one digit: 48 mg, ten bits at the top of sixteen.</summary>
    private const float GPerDigit = 0.048f / 64;

    private readonly I2cDevice device;
    private readonly string name;
    private readonly byte[] bytes = new byte[MostSamples * 6];

    private Lis3dh(I2cDevice device, string name) => (this.device, this.name) = (device, name);

    /// <param name="open">Opens the bus.</param>
    /// <param name="name">What it is called in a sentence.</param>
    /// <exception cref="ShockSensorException">The bus is not there, nothing answers, or it is another chip.</exception>
    public static Lis3dh Open(Func<I2cDevice> open, string name)
    {
        I2cDevice device;
        try
        {
            device = open();
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw new ShockSensorException(
                $"the bus of {name} does not open: {e.Message}; switch it on (dtparam=i2c_arm=on) and let the agent use it (group i2c)", e);
        }
        var opened = new Lis3dh(device, name);
        try
        {
            opened.SetUp();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Takes what it has queued, oldest first; the newest was measured just now.</summary>
    /// <param name="samples">Room for all, in g.</param>
    /// <returns>How many; and whether its queue was full, so that older ones may be lost.</returns>
    /// <exception cref="ShockSensorException">It is gone.</exception>
    public (int Count, bool Overran) Read(Span<Vector3> samples)
    {
        var state = Register(QueueState);
        var overran = (state & Overran) != 0;
        var count = overran ? MostSamples : state & Waiting;
        if (count == 0)
            return (0, false);
        var read = bytes.AsSpan(0, count * 6);
        Exchange(Output | AndOn, read);
        for (var i = 0; i < count; i++)
            samples[i] = new Vector3(Axis(read, i, 0), Axis(read, i, 1), Axis(read, i, 2)) * GPerDigit;
        return (count, overran);
    }

    public void Dispose() => device.Dispose();

    private static float Axis(ReadOnlySpan<byte> read, int sample, int axis) => BinaryPrimitives.ReadInt16LittleEndian(read[(sample * 6 + axis * 2)..]);

    private static bool IsOfTheBus(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
        or InvalidOperationException;

    private void SetUp()
    {
        if (Register(WhoAmI) is var found && found != Identity)
            throw new ShockSensorException($"{name} is no LIS3DH: its WHO_AM_I is 0x{found:X2}, not 0x33; set gate.shock.address or fit a LIS3DH");
        // All axes at 400 Hz, no filter, no interrupt; both bytes of a sample are of the same one (block data update), up to 16 g; its queue is on.
        Write(Control1 | AndOn, 0x77, 0x00, 0x00, 0xB0);
        Write(Control5, 0x40);
        // First none, which empties it; then the newest 32.
        Write(QueueControl, 0x00);
        Write(QueueControl, 0x80);
    }

    private byte Register(byte register)
    {
        Span<byte> read = stackalloc byte[1];
        Exchange(register, read);
        return read[0];
    }

    private void Exchange(byte register, Span<byte> read)
    {
        try
        {
            device.WriteRead([register], read);
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw Gone(e);
        }
    }

    private void Write(params ReadOnlySpan<byte> registerAndValues)
    {
        try
        {
            device.Write(registerAndValues);
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw Gone(e);
        }
    }

    private ShockSensorException Gone(Exception e) =>
        new($"{name} does not answer: {e.Message}; check its wiring, its supply and the level of SA0 (i2cdetect -y lists what answers)", e);
}

/// <summary>Shocks cannot be felt; the message names sensor and reason.</summary>
internal sealed class ShockSensorException(string message, Exception? inner = null) : Exception(message, inner);
