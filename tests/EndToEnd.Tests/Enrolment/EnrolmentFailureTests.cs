using System.Diagnostics;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>Every way in which <c>solutions-agent enrol</c> stops names the stage and the cure. The real agent, a real control room, real sockets.</summary>
public class EnrolmentFailureTests(ProductionRoom room) : IClassFixture<ProductionRoom>
{
    [Fact]
    public async Task A_code_that_was_cut_off() =>
        await StopsAsync("code", "does not read", "Copy it again", (await room.CodeAsync("lamp"))[..30]);

    [Fact]
    public async Task A_code_with_a_character_mistyped()
    {
        var code = await room.CodeAsync("lamp");
        await StopsAsync("code", "mistyped", "Copy it again", code.Replace("localhost", "locaIhost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_has_been_used()
    {
        var code = await room.CodeAsync("lamp");
        Assert.Equal(0, (await CommandRun.OfAgentAsync("enrol", code, "--config", room.NewDevice())).ExitCode);
        await StopsAsync("code", "has been used", "take a new code", code);
    }

    [Fact]
    public async Task A_code_that_has_expired()
    {
        var code = await room.CodeAsync("lamp");
        room.Ahead = TimeSpan.FromMinutes(31);
        try
        {
            await StopsAsync("code", "expired at", "take a new code", code);
        }
        finally
        {
            room.Ahead = default;
        }
    }

    [Fact]
    public async Task A_code_that_was_withdrawn()
    {
        var code = await room.CodeAsync("lamp");
        await room.Codes.WithdrawAsync("lamp", TestContext.Current.CancellationToken);
        await StopsAsync("code", "was withdrawn", "take a new code", code);
    }

    [Fact]
    public Task A_code_that_this_control_room_does_not_know() =>
        StopsAsync("code", "not of this control room", "take a new code", Code("localhost", room.DevicePort));

    [Fact]
    public async Task A_code_of_another_device()
    {
        var code = await room.CodeAsync("lamp");
        await StopsAsync("code", "of device 'lamp'", "it was not used", code, file: room.NewDevice("other"));
        Assert.Equal(0, (await CommandRun.OfAgentAsync("enrol", code, "--config", room.NewDevice("lamp"))).ExitCode);
    }

    [Fact]
    public Task A_name_that_does_not_resolve() =>
        StopsAsync("name", "'nowhere.invalid' is not known here", "DNS server", Code("nowhere.invalid", room.DevicePort));

    [Fact]
    public Task A_port_that_is_closed()
    {
        var closed = FreePort.Take(1)[0];
        return StopsAsync("connection", "refuses the connection", $"open TCP port {closed}", Code("localhost", closed));
    }

    [Fact]
    public Task No_route_to_the_address() => StopsAsync("connection", "there is no way to [100::1]:8444", "the gateway", Code("[100::1]", 8444));

    [Fact]
    public async Task A_port_that_speaks_no_TLS()
    {
        await using var server = WrongServer.Plain();
        await StopsAsync("control room", "does not speak as the control room does", "SOLUTIONS__DEVICES__PORT", Code("localhost", server.Port));
    }

    [Fact]
    public async Task Another_server_with_a_certificate_of_its_own()
    {
        await using var server = WrongServer.Certified("<html>Welcome</html>");
        await StopsAsync("control room", "is not the control room that issued the code: its certificate is issued by 'CN=Firewall'", "was not used",
            Code("localhost", server.Port));
    }

    [Fact]
    public async Task A_firewall_that_inspects_TLS_and_hands_on_what_the_control_room_says()
    {
        await using var server = WrongServer.Certified(room.Authority.Bundle);
        await StopsAsync("control room", "something answers in the control room's place", "inspects TLS", Code("localhost", server.Port));
    }

    [Fact]
    public async Task A_control_room_with_another_authority_than_the_code_states()
    {
        var code = EnrolmentCode.New("localhost", room.DevicePort, new byte[32]).ToString();
        await StopsAsync("control room", "is not the control room that issued the code", "another installation", code);
    }

    [Fact]
    public async Task A_clock_that_is_ahead()
    {
        room.Ahead = TimeSpan.FromDays(-60);
        try
        {
            await StopsAsync("clock", "this device's clock says", "timedatectl", await room.CodeAsync("lamp"));
        }
        finally
        {
            room.Ahead = default;
        }
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        await using var disk = await SmallDisk.MountAsync(room.Folder, "size=16k");
        await StopsAsync("disk", "is full", "Free some space", await room.CodeAsync("lamp"), state: disk.Folder);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written()
    {
        await using var disk = await SmallDisk.MountAsync(room.Folder, "ro");
        await StopsAsync("disk", "cannot be written", "Give the folder", await room.CodeAsync("lamp"), state: disk.Folder);
    }

    [Fact]
    public async Task A_device_that_is_enrolled_already()
    {
        var file = room.NewDevice();
        Assert.Equal(0, (await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file)).ExitCode);
        await StopsAsync("device", "enrolled already, as 'lamp'", "delete", await room.CodeAsync("lamp"), file: file);
    }

    [Fact]
    public async Task A_brokers_port_that_is_closed_after_the_identity_is_there()
    {
        var file = room.NewDevice();
        var closed = FreePort.Take(1)[0];
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("\"state\"", $"\"mqtt\": \"mqtts://localhost:{closed}\", \"state\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await StopsAsync("broker", $"localhost:{closed} is not reached", "no new code is needed", await room.CodeAsync("lamp"), file: file);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "identity", "identity.json")));
    }

    [Fact]
    public async Task A_file_that_does_not_read()
    {
        var file = room.NewDevice();
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be read as a device's file", run.Error, StringComparison.Ordinal);
    }

    private string Code(string host, int port) => EnrolmentCode.New(host, port, room.Authority.Fingerprint).ToString();

    private async Task StopsAsync(string stage, string says, string cure, string code, string? file = null, string? state = null)
    {
        string[] more = state is null ? [] : ["--state", state];
        var run = await CommandRun.OfAgentAsync(["enrol", code, "--config", file ?? room.NewDevice(), .. more]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"Enrolment stopped at {stage}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Contains(cure, run.Error, StringComparison.Ordinal);
    }

    /// <summary>A disk in memory of its own.</summary>
    private sealed class SmallDisk(string folder) : IAsyncDisposable
    {
        public string Folder => folder;

        public static async Task<SmallDisk> MountAsync(string within, string options)
        {
            var folder = Directory.CreateDirectory(Path.Combine(within, Ids.New())).FullName;
            await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
            return new(folder);
        }

        public async ValueTask DisposeAsync() => await RunAsync("umount", folder);

        private static async Task RunAsync(string program, params string[] arguments)
        {
            using var run = Process.Start(program, arguments);
            await run.WaitForExitAsync();
            Assert.Equal(0, run.ExitCode);
        }
    }
}
