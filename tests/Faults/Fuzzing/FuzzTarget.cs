using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Ingest;

namespace Solutions.Edge.Faults.Fuzzing;

/// <summary>
/// All that reads bytes of strangers: the first byte says which, the rest is what it reads. What is refused as documented is nothing; any other exception
/// is a find.
/// </summary>
internal static class FuzzTarget
{
    /// <summary>Each with its name; the place in the list is the first byte of what it reads. Add to its end: the corpus goes by it.</summary>
    public static readonly IReadOnlyList<(string Name, Action<byte[]> Read)> Readers =
    [
        .. Streams.Sequenced.Append(Streams.Packed).Select(stream => (stream, (Action<byte[]>)(bytes => Decode(stream, bytes)))),
        ("status", bytes => Refused<RecordException>(() => StatusMessage.Read(bytes))),
        ("config", bytes => Refused<RecordException>(() => PlaceConfiguration.Read(bytes))),
        ("clip", bytes => Refused<ClipFileException>(() => ClipFile.Read(bytes))),
        ("sites", bytes => Refused<SitesFileException>(() => SitesFile.Read(bytes, "sites.json"))),
        ("wav", bytes => Refused<AudioSourceException>(() => WavHeader.Read(new MemoryStream(bytes), "sound.wav"))),
        ("enrolment-code", bytes => EnrolmentCode.TryRead(System.Text.Encoding.UTF8.GetString(bytes), out _, out _)),
        ("clip-wav", bytes => Refused<SealedSoundException>(() => ClipWav.Read(bytes).Pascal())),
    ];

    public static void Try(ReadOnlySpan<byte> input)
    {
        if (!input.IsEmpty)
            Readers[input[0] % Readers.Count].Read(input[1..].ToArray());
    }

    /// <summary>The reader of messages takes whatever its parts throw for a refusal, so that the parts are asked by themselves too.</summary>
    private static void Decode(string stream, byte[] bytes)
    {
        MessageDecoder.Decode(stream, bytes, unread => _ = unread.Key);
        if (stream == Streams.Packed)
            Refused<RecordException>(() => PackedMessage.Unpack(bytes));
        else
            Refused<RecordException>(() => RecordJson.Write(RecordJson.Read(stream, bytes)));
    }

    private static void Refused<T>(Action read) where T : Exception
    {
        try
        {
            read();
        }
        catch (T e) when (e.Message.Length > 0)
        {
            // As it must be.
        }
    }
}
