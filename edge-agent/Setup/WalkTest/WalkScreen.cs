using System.Collections.Concurrent;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>What an engineer sees at the gate, on a telephone held in the other hand; a script sees the same without its live line.</summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">True: answers are live, in colour and with a beep, and a line that is typed is a reason to go on.</param>
/// <param name="time">The clock.</param>
internal sealed class WalkScreen(TextWriter output, bool isTerminal, TimeProvider time)
{
    /// <summary>Characters across a telephone's terminal.</summary>
    private const int Width = 40;

    private const string Clear = "\r\e[K", Green = "\e[32m", Amber = "\e[33m", Bold = "\e[1m", Plain = "\e[0m";

    private readonly DateTimeOffset begun = time.GetUtcNow();
    private readonly ConcurrentQueue<string> typed = [];
    private string shown = "";

    /// <summary>Takes what is typed, line by line, until the input ends.</summary>
    public void Follow(TextReader input) => _ = Task.Factory.StartNew(() =>
    {
        while (input.ReadLine() is { } line)
            typed.Enqueue(line.Trim());
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A reason to go on that was typed since; null = none.</summary>
    public string? TakeReason()
    {
        string? reason = null;
        while (typed.TryDequeue(out var line))
            reason = line.Length > 0 ? line : reason;
        return reason;
    }

    public void Say(string line) => output.WriteLine(line);

    public void Begin(WalkStep step, int number, int count)
    {
        output.WriteLine();
        output.WriteLine($"step {number} of {count}, {(int)(time.GetUtcNow() - begun).TotalMinutes} min");
        foreach (var line in Broken(step.Instruction))
            output.WriteLine(isTerminal ? Bold + line + Plain : line);
        if (isTerminal && number == 1)
            output.WriteLine("(to go on: a reason, Enter)");
        output.Flush();
        shown = "";
    }

    public void Show(string answer)
    {
        if (!isTerminal || answer == shown)
            return;
        output.Write($"{Clear}  {(answer.Length <= Width - 2 ? answer : answer[..(Width - 3)] + "…")}");
        output.Flush();
        shown = answer;
    }

    public void End(WalkTestStep made)
    {
        var word = JsonNamingPolicy.KebabCaseLower.ConvertName(made.Result.ToString());
        var (colour, sign) = made.Result switch
        {
            StepResult.Green => (Green, "✓"),
            StepResult.Amber => (Amber, "!"),
            _ => ("", "-"),
        };
        var line = $"{sign} {word,-10}  {made.Step,-10}  {Text(made)}";
        output.WriteLine(isTerminal ? $"{Clear}{colour}{line}{Plain}{(made.Result == StepResult.Green ? "\a" : "")}" : line);
        output.Flush();
        shown = "";
    }

    private static string Text(WalkTestStep made) => made.Reason is null ? made.Words : made.Words.Length == 0 ? made.Reason : $"{made.Reason} ({made.Words})";

    private static IEnumerable<string> Broken(string text)
    {
        while (text.Length > Width && text.LastIndexOf(' ', Width) is > 0 and var cut)
        {
            yield return text[..cut];
            text = text[(cut + 1)..];
        }
        yield return text;
    }
}
