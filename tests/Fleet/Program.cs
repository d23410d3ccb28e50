using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Fleet;

Option<int> devices = new("--devices") { Description = "how many devices: fleet-0, fleet-1, …", DefaultValueFactory = _ => 1000 };
Option<int> seconds = new("--seconds") { Description = "how long they report, in seconds", DefaultValueFactory = _ => 60 };
Option<Uri> url = new("--url")
{
    Description = "the broker",
    DefaultValueFactory = _ => new("mqtt://127.0.0.1:1883"),
    CustomParser = r => new(r.Tokens[0].Value, UriKind.RelativeOrAbsolute),
};
Option<FileInfo?> ca = new("--ca") { Description = "TLS: certificate of the authority that signed the broker's" };
Option<bool> motion = new("--motion") { Description = "a motion record every second beside the noise record" };
var root = new RootCommand("Simulated devices, one MQTT connection each: a noise record a second, "
    + "a heartbeat every 10 s, each kept and sent again until the control room acknowledges it.")
{
    devices, seconds, url, ca, motion,
};
root.SetAction((parsed, stopping) =>
{
    var broker = parsed.GetValue(url)!;
    var authority = parsed.GetValue(ca);
    if (authority is { Exists: false })
        return Refuse($"--ca is '{authority}'; it must be a certificate file that exists");
    var options = new FleetOptions
    {
        Devices = parsed.GetValue(devices),
        Broker = broker,
        Authority = authority is null ? null : X509CertificateLoader.LoadCertificateFromFile(authority.FullName),
        Motion = parsed.GetValue(motion),
    };
    var fault = !broker.IsAbsoluteUri ? $"--url is '{broker}'; it must be like mqtt://127.0.0.1:1883"
        : parsed.GetValue(seconds) < 1 ? $"--seconds is {parsed.GetValue(seconds)}; it must be 1 or more" : options.FindFault();
    return fault is null ? FleetRun.RunAsync(options, parsed.GetValue(seconds), TimeProvider.System, stopping) : Refuse(fault);
});
return await root.Parse(args).InvokeAsync();

static Task<int> Refuse(string fault)
{
    Console.Error.WriteLine(fault);
    return Task.FromResult(2);
}
