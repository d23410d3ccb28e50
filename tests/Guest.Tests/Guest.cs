using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Guest.Tests;

/// <summary>
/// A virtual machine with Debian's own kernel that sees this machine's files, read-only under what it writes, and reaches this machine's loopback at
/// 10.0.2.2. It does what it is ordered, one order at a time; its power can be cut.
/// </summary>
internal sealed class Guest : IAsyncDisposable
{
    /// <summary>Where it finds the machine that it runs on.</summary>
    public const string Host = "10.0.2.2";

    private static readonly string Scripts = Path.Combine(Tree.Root, "tests", "Guest.Tests", "guest");
    private static readonly string Prepared = Path.Combine(AppContext.BaseDirectory, "guest");

    private readonly TemporaryFolder orders = new();
    private readonly StringBuilder console = new();
    private readonly Process machine;
    private int count;

    private Guest(string version, string? disk)
    {
        // Without KVM: what runs without it runs everywhere.
        string[] arguments =
        [
            "-accel", "tcg,thread=multi,tb-size=512", "-cpu", "max", "-smp", "2", "-m", "2048", "-M", "q35", "-no-reboot",
            "-display", "none", "-monitor", "none", "-serial", "stdio", "-nic", "user,model=virtio-net-pci",
            "-kernel", Path.Combine(Prepared, "root", "boot", "vmlinuz-" + version), "-initrd", Path.Combine(Prepared, "initrd"),
            "-append", $"console=ttyS0 quiet loglevel=4 panic=-1 scripts={Scripts}",
            .. Share("host", "/", ",readonly=on"), .. Share("orders", orders.Path, ""),
            .. disk is null ? (string[])[] : ["-drive", $"file={disk},if=virtio,format=raw,cache=writethrough"],
        ];
        machine = Process.Start(new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        machine.OutputDataReceived += Keep;
        machine.ErrorDataReceived += Keep;
        machine.BeginOutputReadLine();
        machine.BeginErrorReadLine();
    }

    /// <summary>A folder that both see: here and, in the guest, /orders.</summary>
    public string Shared => orders.Path;

    public static bool IsPossible => File.Exists(Executable) && RuntimeInformation.OSArchitecture == Architecture.X64;

    private static string Executable => "/usr/bin/qemu-system-x86_64";

    /// <summary>Skips the test, with the reason, where there is nothing to boot with.</summary>
    public static void SkipUnlessPossible() => Assert.SkipUnless(IsPossible, $"it takes an amd64 machine with {Executable} (Debian's package qemu-system-x86)");

    /// <param name="disk">An image of an ext4 file system that it mounts at /state; null: /state is in its memory.</param>
    public static async Task<Guest> BootAsync(string? disk = null)
    {
        var guest = new Guest(await PrepareAsync(), disk);
        await guest.IsThereAsync("ready", seconds: 180);
        return guest;
    }

    /// <summary>Runs a bash script as root in the guest, after those before it; on its devices it acts by the functions of <c>guest/bench</c>.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string script, double seconds = 120)
    {
        var order = (++count).ToString(CultureInfo.InvariantCulture);
        var part = Path.Combine(Shared, order + ".new");
        await File.WriteAllTextAsync(part, $"set -e\n. {Scripts}/bench {Prepared}\n{script}\n");
        File.Move(part, Path.Combine(Shared, order + ".sh"));
        await IsThereAsync(order + ".rc", seconds);
        var printed = await File.ReadAllTextAsync(Path.Combine(Shared, order + ".out"));
        return (await File.ReadAllTextAsync(Path.Combine(Shared, order + ".rc"))).Trim() == "0" ? printed
            : throw new InvalidOperationException($"the guest could not do\n{script}\n{printed}{Console()}");
    }

    /// <summary>The power is cut: what its disk was not asked to flush is gone.</summary>
    public async Task CutPowerAsync()
    {
        machine.Kill();
        await machine.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!machine.HasExited)
            await CutPowerAsync();
        machine.Dispose();
        orders.Dispose();
    }

    private static string[] Share(string name, string path, string more) =>
    [
        "-fsdev", $"local,id={name},path={path},security_model=none,multidevs=remap{more}", "-device", $"virtio-9p-pci,fsdev={name},mount_tag={name}",
    ];

    /// <returns>The version of the kernel that is there to boot.</returns>
    private static async Task<string> PrepareAsync()
    {
        var prepare = new ProcessStartInfo("bash", [Path.Combine(Scripts, "prepare.sh"), Prepared])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var running = Process.Start(prepare)!;
        var (printed, complaint) = (running.StandardOutput.ReadToEndAsync(), running.StandardError.ReadToEndAsync());
        await running.WaitForExitAsync();
        return running.ExitCode == 0 ? (await printed).Trim() : throw new InvalidOperationException("nothing to boot could be made: " + await complaint);
    }

    private Task IsThereAsync(string file, double seconds) => Eventually.IsTrueAsync($"{file} of the guest", () => Task.FromResult(
        machine.HasExited ? throw new InvalidOperationException("the guest ended:\n" + Console()) : File.Exists(Path.Combine(Shared, file))), seconds);

    private string Console()
    {
        lock (console)
            return console.ToString();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (console)
            console.AppendLine(line.Data);
    }
}
