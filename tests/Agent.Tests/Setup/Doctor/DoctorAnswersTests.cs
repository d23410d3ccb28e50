using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Tests.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>The control room asks a running agent for an examination.</summary>
public class DoctorAnswersTests
{
    [Fact]
    public async Task What_was_found_of_every_part_is_delivered_and_sensors_are_asked_not_opened()
    {
        var time = TimeProvider.System;
        using var folder = new TemporaryFolder();
        await using var room = new StillReceiver(HttpStatusCode.NoContent);
        using var outbox = TestOutbox.Create(time);
        var options = new AgentOptions
        {
            Device = "d-1",
            Mqtt = $"mqtt://127.0.0.1:{FreePort.Take(1)[0]}",
            ControlRoom = room.Address.ToString(),
            State = folder.Path,
            Journal = folder.Path,
            Gate = new() { Source = SensorSource.Gpio, Lines = new() { Contact = new() { Line = 17 } } },
        };
        using var gate = new GpioGateWorker(options.Gate, _ => throw new GateLinesException("the chip is gone"), null, outbox, time,
            NullLogger<GpioGateWorker>.Instance);
        await gate.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("the fault", () => Task.FromResult(gate.Fault is not null));
        var commands = new Commands(time);
        using var answers = new DoctorAnswers(options, null, new(Gate: gate), commands,
            new("d-1", ControlRoomAddress.Of(options, null), time, NullLogger.Instance), time, NullLogger<DoctorAnswers>.Instance);
        await answers.StartAsync(CancellationToken.None);
        Assert.True(commands.Handle(new("e1", Command.Doctor, time.GetUtcNow().AddMinutes(2), null, "asked for by an engineer")));
        await Eventually.IsTrueAsync("a report", () => Task.FromResult(!room.Received.IsEmpty));
        await answers.StopAsync(CancellationToken.None);
        await gate.StopAsync(CancellationToken.None);

        var (request, type, _, body) = Assert.Single(room.Received);
        Assert.Equal(("PUT /api/v1/devices/d-1/examinations/e1", "application/json"), (request, type));
        var report = JsonSerializer.Deserialize(body, ContractsJson.Default.ExaminationReport)!;
        Assert.Null(report.FindFault());
        var found = report.Findings.ToDictionary(f => f.Part);
        Assert.Equal(("red", "the chip is gone"), (found["gate"].Colour, found["gate"].Words));
        Assert.NotNull(found["gate"].Cure);
        Assert.Equal(("red", "not-fitted"), (found["broker"].Colour, found["microphone"].Colour));
    }
}
