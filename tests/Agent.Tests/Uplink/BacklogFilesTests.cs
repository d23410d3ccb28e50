using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class BacklogFilesTests : BacklogFolder
{
    [Fact]
    public void A_restart_finds_every_record_and_knows_how_many_there_are()
    {
        for (var n = 0; n < 100; n++)
            Append(Streams.Motion, 1 + n * 60, 60);
        Assert.InRange(Files().Count, 3, 99);
        Restart();
        Assert.Equal(6000, Backlog.Count);
        Assert.Equal(Enumerable.Range(1, 6000).Select(n => $"motion {n}"), Drain());
        Assert.Empty(Files());
    }

    /// <summary>The agent is killed, or the power goes, at any time: what was appended is there, what is sent twice is the same.</summary>
    [Fact]
    public void Whatever_happens_between_no_record_is_lost()
    {
        for (var round = 0; round < 10; round++)
        {
            var (added, received) = (new HashSet<string>(), new HashSet<string>());
            var next = new Dictionary<string, long> { [Streams.Gate] = 1, [Streams.Motion] = 1, [Streams.Noise] = 1 };
            for (var step = 0; step < 60; step++)
            {
                switch (Random.Next(5))
                {
                    case 0 or 1:
                        var stream = next.Keys.ElementAt(Random.Next(next.Count));
                        var count = Random.Next(1, 200);
                        Append(stream, next[stream], count);
                        for (var n = 0; n < count; n++)
                            added.Add($"{stream} {next[stream]++}");
                        break;
                    case 2:
                        Answer();
                        received.UnionWith(Drain(messages: Random.Next(1, 6)));
                        break;
                    case 3:
                        Backlog.SendAllAgain();
                        break;
                    default:
                        Restart();
                        break;
                }
            }
            received.UnionWith(Drain());
            Assert.Equal(added.Order(), received.Order());
            Assert.Equal(0, Backlog.Count);
            next.Keys.ToList().ForEach(s => Backlog.Acknowledge(new(Boot, s, 0)));
        }
    }

    [Fact]
    public void Damage_in_the_middle_costs_its_block_and_is_counted()
    {
        for (var n = 0; n < 3; n++)
            Append(Streams.Motion, 1 + n * 10, 10);
        Restart();
        var file = Assert.Single(Files());
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Equal([.. Enumerable.Range(1, 10), .. Enumerable.Range(21, 10)], Drain().Select(r => int.Parse(r.Split(' ')[1], null)));
        Assert.Equal(1, Backlog.Damaged);
    }

    [Fact]
    public void When_there_is_no_room_the_oldest_telemetry_goes_first_and_every_loss_is_counted()
    {
        Reopen(capacityBytes: 40_000);
        Append(Streams.Gate, 1, 50);
        for (var n = 0; n < 100; n++)
            Append(n % 2 == 0 ? Streams.Motion : Streams.Noise, 1 + n / 2 * 60, 60);
        Assert.True(Drops.ByStream[Streams.Motion] > 100 && Drops.ByStream[Streams.Noise] > 100);
        Assert.Equal([Streams.Motion, Streams.Noise], Drops.ByStream.Keys);
        Assert.Equal(6050, Backlog.Count + Drops.Total);
        Assert.InRange(Files().Sum(f => new FileInfo(f).Length), 1, 40_000);
        var left = Drain();
        Assert.Equal(50, left.Count(r => r.StartsWith("gate", StringComparison.Ordinal)));
        Assert.Contains("noise 3000", left);
        Assert.DoesNotContain("motion 1", left);
    }

    [Fact]
    public void Alert_bearing_records_go_when_nothing_else_is_left()
    {
        Reopen(capacityBytes: 20_000);
        for (var n = 0; n < 60; n++)
            Append(Streams.Gate, 1 + n * 60, 60);
        Assert.Equal(3600, Backlog.Count + Drops.ByStream[Streams.Gate]);
        Assert.Equal("gate 3600", Drain()[^1]);
    }

    [Fact]
    public void A_disk_that_refuses_keeps_nothing_and_works_again_afterwards()
    {
        var others = Path.Combine(Folder, "others");
        Directory.Delete(others);
        File.WriteAllText(others, "");
        Assert.ThrowsAny<IOException>(() => Append(Streams.Motion, 1, 5));
        Assert.Equal(0, Backlog.Count);
        File.Delete(others);
        Directory.CreateDirectory(others);
        Append(Streams.Motion, 1, 5);
        Assert.Equal(5, Drain().Count);
    }
}
