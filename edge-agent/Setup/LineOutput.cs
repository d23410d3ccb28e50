using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Solutions.Edge.Agent.Setup;

/// <summary>Standard output for JSON objects, one a line, that a script reads, and that it may stop reading at any time.</summary>
internal sealed class LineOutput : IDisposable
{
    private const int StandardOutput = 1, BrokenPipe = 32;

    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> line = new();

    private LineOutput(Stream stream) => this.stream = stream;

    public static LineOutput Open()
    {
        // The console's own stream passes over a closed pipe in silence, and hours would be measured for nobody. Into a file it is
        // the right one: it writes where another process that shares the file left off.
        var direct = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new(direct.CanSeek ? Console.OpenStandardOutput() : direct);
    }

    /// <summary>Writes an object at once: a script may follow a long file.</summary>
    /// <param name="fields">Writes what stands in it.</param>
    /// <exception cref="ClosedException">Nobody reads on.</exception>
    /// <exception cref="SetupException">It cannot be written, as on a full disk.</exception>
    public void Write(Action<Utf8JsonWriter> fields)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        try
        {
            stream.Write(line.WrittenSpan);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            throw new ClosedException(e);
        }
        catch (IOException e)
        {
            throw new SetupException($"standard output cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>The reader has what it wanted: no fault.</summary>
    public sealed class ClosedException(Exception inner) : Exception("standard output was closed", inner);
}
