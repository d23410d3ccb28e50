namespace Solutions.Edge.Architecture.Tests;

/// <summary>Which slice may import which. A slice without a row here does not exist yet: give it one with its first type.</summary>
public class ImportTests
{
    private const string Any = "any";

    private static readonly Dictionary<string, string[]> Agent = new()
    {
        ["Configuration"] = [],
        ["Uplink"] = ["Configuration"],
        ["Scenes"] = ["Configuration"],
        ["Seal"] = ["Configuration", "Uplink"],
        ["Evidence"] = ["Configuration", "Uplink"],
        ["Sound"] = ["Configuration", "Evidence", "Uplink", "Scenes"],
        ["Camera"] = ["Configuration", "Evidence", "Uplink", "Scenes"],
        ["Gate"] = ["Configuration", "Evidence", "Uplink", "Scenes"],
        ["Climate"] = ["Configuration", "Evidence", "Uplink", "Scenes"],
        ["Heartbeat"] = [Any],
        ["Setup"] = [Any],
    };

    private static readonly string[] EverySliceMay = ["Live", "Mqtt", "Http", "Access"];

    private static readonly Dictionary<string, string[]> ControlRoom = new()
    {
        ["Live"] = [],
        ["Database"] = [],
        ["Mqtt"] = [],
        ["Http"] = [],
        ["Access"] = ["Database", "Http"],
        ["Sites"] = ["Database", "Access"],
        ["Spool"] = [],
        ["Devices"] = ["Database", "Sites", "Access", "Spool"],
        ["Readings"] = ["Database", "Sites", "Access", "Spool"],
        ["Evidence"] = ["Database", "Sites", "Access", "Spool"],
        ["Seals"] = ["Database", "Sites", "Access", "Devices", "Readings", "Spool"],
        ["Broker"] = ["Devices", "Access"],
        ["Ingest"] = ["Sites", "Spool", "Devices", "Evidence"],
        ["Mail"] = [],
        ["Alerts"] = ["Database", "Sites", "Access", "Spool", "Readings", "Devices", "Evidence", "Mail"],
        ["Cases"] = ["Database", "Access", "Sites", "Spool", "Devices", "Readings", "Seals", "Evidence", "Alerts", "Backup", "Mail"],
        ["Backup"] = ["Database", "Readings"],
        ["Health"] = [],
        ["Overview"] = [Any],
        ["Shell"] = [Any],
    };

    public static TheoryData<string> AgentSlices { get; } = [.. Agent.Keys];

    public static TheoryData<string> ControlRoomSlices { get; } = [.. ControlRoom.Keys];

    [Theory]
    [MemberData(nameof(AgentSlices))]
    public void A_slice_of_the_agent_imports_what_its_row_allows(string slice) => AssertRow("Agent", slice, Agent[slice]);

    [Theory]
    [MemberData(nameof(ControlRoomSlices))]
    public void A_slice_of_the_control_room_imports_what_its_row_allows(string slice) =>
        AssertRow("ControlRoom", slice, slice is "Live" or "Database" or "Mail" or "Mqtt" or "Http" or "Spool" or "Access" ? ControlRoom[slice]
            : [.. ControlRoom[slice], .. EverySliceMay]);

    [Fact]
    public void Every_slice_has_a_row()
    {
        Assert.Empty(Code.Slices("Agent").Except(Agent.Keys));
        Assert.Empty(Code.Slices("ControlRoom").Except(ControlRoom.Keys));
    }

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Acoustics")]
    public void What_is_shared_imports_nothing_of_ours(string project) => AssertNone(u => u.From.Project == project && u.To.Project != project);

    [Fact]
    public void Agent_and_control_room_know_only_what_is_shared()
    {
        AssertNone(u => u.From.Project == "Agent" && u.To.Project == "ControlRoom");
        AssertNone(u => u.From.Project == "ControlRoom" && u.To.Project == "Agent");
    }

    /// <summary>Takes away, again and again, every slice that uses none of those left: what stays goes round in a circle.</summary>
    [Theory]
    [InlineData("Agent")]
    [InlineData("ControlRoom")]
    public void Slices_are_free_of_cycles(string project)
    {
        var uses = Code.Uses.Where(u => u.From.Project == project && u.To.Project == project && u.From.Slice.Length > 0 && u.To.Slice.Length > 0).ToList();
        for (var before = -1; before != uses.Count;)
        {
            before = uses.Count;
            uses = [.. uses.Where(u => uses.Exists(v => v.From == u.To))];
        }
        Assert.Empty(uses.Select(u => u.Example));
    }

    /// <summary>Without this every rule above could pass because nothing was read.</summary>
    [Theory]
    [InlineData("ControlRoom", "Ingest", "Spool")]
    [InlineData("ControlRoom", "Alerts", "Evidence")]
    [InlineData("ControlRoom", "", "Alerts")]
    [InlineData("Agent", "Sound", "Scenes")]
    public void Uses_that_are_there_are_seen(string project, string from, string to) =>
        Assert.Contains(Code.Uses, u => u.From == new Place(project, from) && u.To == new Place(project, to));

    private static void AssertRow(string project, string slice, string[] allowed)
    {
        if (!allowed.Contains(Any))
            AssertNone(u => u.From == new Place(project, slice) && u.To.Project == project && !allowed.Contains(u.To.Slice));
    }

    private static void AssertNone(Func<Use, bool> forbidden) => Assert.Empty(Code.Uses.Where(forbidden).Select(u => u.Example));
}
