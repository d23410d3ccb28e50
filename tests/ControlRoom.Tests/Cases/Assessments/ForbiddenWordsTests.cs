using System.Text.Json;
using System.Text.RegularExpressions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>Whatever a night is like, no assessment judges it, and each states text, date, clause and either a result or why there is none.</summary>
public partial class ForbiddenWordsTests
{
    [Fact]
    public void No_night_makes_an_assessment_speak_a_verdict()
    {
        var (own, spoke) = (new Random(20), new HashSet<string>());
        for (var round = 0; round < 100; round++)
        {
            foreach (var assessed in NightAssessments.Of(Any(own)))
            {
                var text = JsonSerializer.Serialize(assessed with { Text = assessed.Text with { Title = "" } });
                Assert.False(Verdict().IsMatch(text), $"{Verdict().Match(text)} in {text}");
                Assert.True(assessed.Result is null != assessed.NotApplicable is null, text);
                Assert.StartsWith("not applicable because ", assessed.NotApplicable ?? "not applicable because ", StringComparison.Ordinal);
                Assert.All([assessed.Text.Title, assessed.Text.Version, assessed.Text.Dated, assessed.Text.Basis, assessed.Clause, assessed.Version],
                    t => Assert.NotEqual("", t));
                if (assessed.Result is null)
                    continue;
                spoke.Add(assessed.Id);
                Assert.NotEmpty(assessed.Inputs);
                Assert.NotEmpty(assessed.Working);
                Assert.Equal(5, assessed.Budget!.Parts.Count);
                Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
                Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
            }
        }
        // Else nothing was asked of one of them.
        Assert.Equal(6, spoke.Count);
    }

    private static NightFacts Any(Random own)
    {
        var minutes = Enumerable.Range(0, own.Next(3) == 0 ? 0 : own.Next(1, 480)).Where(_ => own.Next(40) > 0).Select(n =>
        {
            var (level, quiet) = (20 + 60 * own.NextDouble(), 15 + own.Next(20));
            return Minute(n, Math.Round(level, 2), own.Next(20) == 0 ? [] : [(quiet * 10, 3000), ((int)level * 10, 3000)]) with
            {
                Bands = own.Next(3) == 0 ? null
                    : [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(_ => own.Next(9) == 0 ? (double?)null : 90 * own.NextDouble())],
                UnderRangeSeconds = own.Next(50) == 0 ? 5 : 0,
                OverloadSeconds = own.Next(50) == 0 ? 1 : 0,
            };
        }).ToList();
        var steady = own.Next(4) == 0;
        var facts = Of(steady ? [.. Steady(0, 15, 50), .. Steady(15, 60, 38)] : minutes,
            own.Next(2) == 0 ? [] : Enumerable.Range(0, own.Next(2000)).Select(i => Second(i, Math.Round(80 * own.NextDouble(), 2))),
            steady ? MicrophonePosition.FreeField : (MicrophonePosition)own.Next(5),
            [.. Enumerable.Range(0, own.Next(3)).Select(_ => Weather(own.Next(480), 10 * own.NextDouble(), own.Next(2)))]);
        return facts with
        {
            Source = steady ? SourceKind.Industrial : (SourceKind)own.Next(10),
            Microphone = steady ? UncertaintyBudgetTests.Calibrated(1, 0.1)
                : own.Next(2) == 0 ? MicrophoneFacts.Unknown
                : UncertaintyBudgetTests.Calibrated(own.Next(1, 3), own.NextDouble()) with { SelfNoiseDba = 10 + own.Next(30) },
            Statement = own.Next(5) == 0 ? null
                : new(Tonight.From, 20 + 25 * own.NextDouble(), 2 * own.Next(4), 3 * own.Next(4), own.Next(2) == 0, own.Next(2) == 0),
            Licence = own.Next(2) == 0 ? null : new() { Text = "No music after eleven", LimitDb = 50 },
            Until = own.Next(9) == 0 ? Tonight.From.AddHours(2) : Tonight.To,
        };
    }

    [GeneratedRegex(@"nuisance: yes|is a (statutory )?nuisance|\b(breach\w*|broke|broken|guilty|unlawful\w*|illegal\w*|unacceptable|acceptable|complies|"
        + @"compliant|violat\w+|offender|convict\w*|proves|proven|passes|passed|fails|failed|verdict)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Verdict();
}
