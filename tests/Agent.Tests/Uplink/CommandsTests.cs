using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Command = Solutions.Edge.Contracts.Command;

namespace Solutions.Edge.Agent.Tests.Uplink;

public class CommandsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly List<string> answered = [];
    private readonly Commands commands;

    public CommandsTests()
    {
        commands = new(time);
        commands.On(Command.Still, c => answered.Add(c.Id));
    }

    [Fact]
    public void A_command_is_answered_until_it_expires_and_not_after()
    {
        var command = Still(Start.AddSeconds(60));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(commands.Handle(command));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(commands.Handle(command));
        Assert.Equal(["a1"], answered);
    }

    [Fact]
    public void A_kind_that_nothing_answers_is_ignored()
    {
        Assert.False(commands.Handle(Still(Start.AddSeconds(60)) with { Kind = "sing" }));
        Assert.Empty(answered);
    }

    private static Command Still(DateTimeOffset expires) => new("a1", Command.Still, expires, null, "DISORDER");
}
