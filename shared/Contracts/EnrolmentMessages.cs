using System.Security.Cryptography;

namespace Solutions.Edge.Contracts;

/// <summary>A device asks for its certificates, or for new ones.</summary>
/// <param name="Secret">That of the enrolment code; null when it renews, which it asks for with the certificate that it has.</param>
/// <param name="Device">The device that it takes itself for: a code of another is refused, and not used up. Null = it does not know.</param>
/// <param name="Tls">PKCS #10 request for the key of its connections, PEM. ECDSA on P-256.</param>
/// <param name="Seal">The same for the key that signs its records.</param>
public sealed record EnrolmentRequest(string? Secret, string? Device, string Tls, string Seal);

/// <summary>What the control room gives it.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Tls">Certificate of the key of its connections, PEM; its common name is the id.</param>
/// <param name="Seal">Certificate of the key that signs its records, PEM.</param>
/// <param name="Authorities">Those that may vouch for the control room, PEM, the newest first: two while one takes the place of the other.</param>
/// <param name="Mqtt">The broker, mqtts://host:port.</param>
/// <param name="At">The control room's time.</param>
public sealed record EnrolmentAnswer(string Device, string Tls, string Seal, string Authorities, string Mqtt, DateTimeOffset At);

/// <summary>Where devices ask, on the port that is theirs.</summary>
public static class DevicePaths
{
    /// <summary>GET: the authorities as PEM, for everybody.</summary>
    public const string Authorities = "/api/v1/authorities";

    /// <summary>POST <see cref="EnrolmentRequest"/> with a code's secret: <see cref="EnrolmentAnswer"/>.</summary>
    public const string Enrolment = "/api/v1/enrolment";

    /// <summary>POST <see cref="EnrolmentRequest"/> with the present certificate: <see cref="EnrolmentAnswer"/>.</summary>
    public const string Renewal = "/api/v1/renewal";

    /// <summary>GET: the <see cref="PlaceConfiguration"/> of a device, with its certificate.</summary>
    public static string Configuration(string device) => $"/api/v1/devices/{device}/configuration";

    /// <summary>PUT <see cref="ExaminationReport"/>: what an examination found that a command asked for.</summary>
    public static string Examination(string device, string id) => $"/api/v1/devices/{device}/examinations/{id}";

    /// <summary>PUT <see cref="VisitRequest"/>: an engineer's visit begins; DELETE: it is over. Each gives a <see cref="VisitAnswer"/>.</summary>
    public static string Visit(string device) => $"/api/v1/devices/{device}/engineer";

    /// <summary>PUT: a <see cref="WalkTestSheet"/> of a device, with its certificate. One that is there already is not stored again.</summary>
    public static string WalkTest(string device, string id) => $"/api/v1/devices/{device}/walk-tests/{id}";

    /// <summary>PUT: a <see cref="CalibrationSheet"/> of a device, with its certificate. One that is there already is not stored again.</summary>
    public static string Calibration(string device, string id) => $"/api/v1/devices/{device}/calibrations/{id}";
}

/// <summary>The one kind of key that devices have.</summary>
public static class DeviceKey
{
    /// <summary>A certificate that has expired may be renewed for so long.</summary>
    public static readonly TimeSpan RenewableFor = TimeSpan.FromDays(90);

    /// <summary>A new key: ECDSA on P-256.</summary>
    public static ECDsa New() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>When a certificate is to be renewed: at two thirds of its life.</summary>
    public static DateTimeOffset RenewFrom(DateTimeOffset from, DateTimeOffset until) => from + ((until - from) * 2 / 3);
}
