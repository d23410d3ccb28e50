using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>What a device was given when it enrolled, and the keys that it made; one file, so that it is there whole or not at all.</summary>
/// <param name="Device">Its id.</param>
/// <param name="ControlRoom">https://host:port of the devices' port.</param>
/// <param name="Mqtt">mqtts://host:port.</param>
/// <param name="Tls">Certificate and key of its connections, PEM.</param>
/// <param name="Seal">Certificate and key that signs its records, PEM.</param>
/// <param name="Authorities">The only ones that may vouch for the control room, PEM, the newest first.</param>
internal sealed record IdentityFile(string Device, string ControlRoom, string Mqtt, string Tls, string Seal, string Authorities);

/// <summary>Source-generated JSON of that file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IdentityFile))]
internal sealed partial class IdentityJson : JsonSerializerContext;

/// <summary>The identity of this device. Thread-safe; a renewal takes effect with the next connection.</summary>
internal sealed class DeviceIdentity
{
    private const string FileName = "identity.json";

    private readonly string folder;
    private volatile Present present;

    private DeviceIdentity(string folder, IdentityFile file, TrustedTime time) => (this.folder, present, Time) = (folder, new(file), time);

    public IdentityFile File => present.File;

    /// <summary>Certificate with key.</summary>
    public X509Certificate2 Certificate => present.Certificate;

    public X509Certificate2Collection Authorities => present.Authorities;

    /// <summary>By which certificates are judged.</summary>
    public TrustedTime Time { get; }

    /// <summary>From when it is to be renewed.</summary>
    public DateTimeOffset RenewFrom => DeviceKey.RenewFrom(Certificate.NotBefore, Certificate.NotAfter);

    /// <summary>Whether its certificate is of another authority than the newest.</summary>
    public bool IsOfOldAuthority => Certificate.Issuer != Authorities[0].Subject;

    public static string FolderIn(string state) => Path.Combine(Path.GetFullPath(state), "identity");

    /// <summary>The identity in a state folder; null = this device has none.</summary>
    /// <exception cref="ConfigurationException">There is one, and it does not read.</exception>
    public static DeviceIdentity? Find(string state, TimeProvider time)
    {
        var folder = FolderIn(state);
        var path = Path.Combine(folder, FileName);
        try
        {
            return !System.IO.File.Exists(path) ? null
                : new(folder, JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), IdentityJson.Default.IdentityFile)
                    ?? throw new JsonException("it is null"), TrustedTime.Of(folder, time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw new ConfigurationException(
                $"the identity in {path} cannot be read: {e.Message}; give it back to this user, or delete the folder {folder} and enrol the device anew", e);
        }
    }

    /// <summary>Makes the folder, readable by this user alone.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static string MakeFolder(string state)
    {
        var folder = FolderIn(state);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Stores what was given; from then on the device has an identity.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static DeviceIdentity Store(string state, IdentityFile file, DateTimeOffset at, TimeProvider time)
    {
        var folder = MakeFolder(state);
        var identity = new DeviceIdentity(folder, file, TrustedTime.Of(folder, time));
        identity.Write(file);
        identity.Time.Learn(at);
        return identity;
    }

    /// <summary>Sets what an identity decides: which device this is, and where it reports. A file may name another place, over TLS.</summary>
    /// <exception cref="ConfigurationException">The file names another device.</exception>
    public void Rule(AgentOptions options)
    {
        if (options.Device is { } named && named != File.Device)
            throw ConfigurationException.Of("device", named, $"'{File.Device}' or left out: as that this device is enrolled; "
                + $"to enrol it anew, delete {folder} and use a new code");
        options.Device = File.Device;
        if (!options.Mqtt.StartsWith("mqtts://", StringComparison.Ordinal))
            options.Mqtt = File.Mqtt;
    }

    /// <summary>Stores what a renewal gave.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Renew(IdentityFile file)
    {
        var renewed = new Present(file);
        Write(file);
        present = renewed;
    }

    private void Write(IdentityFile file) => WholeFile.Write(
        Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(file, IdentityJson.Default.IdentityFile), isSecret: true);

    private sealed class Present
    {
        public Present(IdentityFile file)
        {
            File = file;
            Certificate = X509Certificate2.CreateFromPem(file.Tls, file.Tls);
            Authorities.ImportFromPem(file.Authorities);
        }

        public IdentityFile File { get; }

        public X509Certificate2 Certificate { get; }

        public X509Certificate2Collection Authorities { get; } = [];
    }
}
