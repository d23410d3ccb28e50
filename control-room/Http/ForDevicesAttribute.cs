namespace Solutions.Edge.ControlRoom.Http;

/// <summary>What a device has to show at an address of the devices' port.</summary>
internal enum DeviceProof
{
    /// <summary>Nothing: it may have nothing yet.</summary>
    None,

    /// <summary>Its certificate.</summary>
    Certificate,

    /// <summary>Its certificate, which may have expired lately.</summary>
    RenewableCertificate,
}

/// <summary>An address that devices ask at the port that is theirs, and nowhere else. Whatever lacks it is not there.</summary>
/// <param name="proof">What is to be shown. With a certificate, a device in the address must be the one that shows it.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForDevicesAttribute(DeviceProof proof) : Attribute
{
    public DeviceProof Proof => proof;

    /// <summary>True: in a demonstration also at the people's port, without a certificate, for foreign clients on this machine.</summary>
    public bool IsOpenInDemonstration { get; init; }
}
