using System.Text.Json;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class AlertCodesTests(RunningRoom room)
{
    [Fact]
    public void There_are_twenty_five_and_each_says_for_whom_how_urgent_and_by_which_figures()
    {
        Assert.Equal(25, AlertCodes.All.Count);
        Assert.All(AlertCodes.All, r =>
        {
            Assert.NotEmpty(r.Facts.Responders);
            Assert.All(r.Facts.Priorities, p => Assert.InRange(p, 1, 4));
            Assert.All(r.Facts.Figures, f => Assert.NotNull(typeof(RuleParameters).GetProperty(f)));
        });
    }

    [Fact]
    public void Every_figure_is_of_a_code_or_of_many()
    {
        var named = AlertCodesApi.All.Items.SelectMany(c => c.Figures).Select(f => f.Name).ToHashSet();
        Assert.Equal(
            ["validShare", "windLimitMetresPerSecond", "rainLimitMillimetresPerHour", "weatherHeldSeconds", "silentSeconds", "silentGateSeconds",
                "clearSeconds", "clearMarginDb", "coolDownSeconds", "foldSeconds", "acknowledgedSeconds", "holdSeconds", "shelfMinutes",
                "urgentShelfMinutes"],
            AlertCodesApi.All.EveryCode.Select(f => f.Name));
        Assert.Equal(ParameterValues.Bounds.Keys.Order(), named.Concat(AlertCodesApi.All.EveryCode.Select(f => f.Name)).Order());
    }

    [Fact]
    public async Task Over_HTTP_a_code_has_its_words_and_its_figures_with_bounds()
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, "/api/v1/alert-codes"));
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var codes = said.RootElement.GetProperty("items").EnumerateArray().ToDictionary(c => c.GetProperty("code").GetString()!);
        Assert.Equal(AlertCodes.All.Select(r => r.Code), codes.Keys);
        Assert.Equal("""
            {"code":"NOISE-BASS","title":"Sustained bass / music","rule":"1","audience":"officers","responders":["environmental-health","licensing"],
            "priorities":[3],"heading":"noise","type":"nuisance","foldsUnder":null,"ringsUpToSeconds":60,"figures":[
            {"name":"bassDifferenceDb","words":"Bass difference, dB","usual":15,"least":5,"greatest":40},
            {"name":"bassExcessDb","words":"Bass excess, dB","usual":10,"least":3,"greatest":40},
            {"name":"bassMinutes","words":"Bass minutes","usual":10,"least":1,"greatest":15}]}
            """.ReplaceLineEndings(""), codes["NOISE-BASS"].GetRawText());
        Assert.Equal(("trespass", JsonValueKind.Null, "cctv"), (codes["GATE-ATTACK"].GetProperty("heading").GetString(),
            codes["GATE-ATTACK"].GetProperty("type").ValueKind, codes["GATE-ATTACK"].GetProperty("responders")[0].GetString()));
    }
}
