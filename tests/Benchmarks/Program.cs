using Solutions.Edge.Benchmarks;
using Solutions.Edge.Benchmarks.Camera;
using Solutions.Edge.Benchmarks.Readings;
using Solutions.Edge.Benchmarks.Throughput;

// Each prints its figures; none asserts. See the README's Test section for how tests and benchmarks differ.
return args switch
{
    ["gate-to-page", .. var rest] => await GateToPage.RunAsync(rest is [var count] ? int.Parse(count, null) : 100),
    ["alert-to-still", .. var rest] => await AlertToStill.RunAsync(rest is [var gates] ? int.Parse(gates, null) : 40),
    ["start"] => await StartToReading.RunAsync(),
    ["meter", .. var rest] => MeterBenchmark.Run(rest),
    ["analyse", .. var rest] => await AnalyseAnHour.RunAsync(rest is [var rate] ? int.Parse(rate, null) : 48_000),
    ["throughput", .. var rest] => await ThroughputBenchmark.RunAsync(rest),
    [BareBroker.Verb, var port, var broker] => await BareBroker.RunAsync(int.Parse(port, null), broker == "embedded"),
    ["readings", .. var sizes] => sizes is [var devices, var month, var seconds]
        ? await ReadingsBenchmark.RunAsync(int.Parse(devices, null), int.Parse(month, null), int.Parse(seconds, null))
        : await ReadingsBenchmark.RunAsync(100, 31, 1),
    ["late"] => LateRecords.Run(),
    ["usual"] => await UsualBenchmark.RunAsync(),
    ["wire", .. var rest] => await WireBytes.RunAsync(rest is [var seconds] ? int.Parse(seconds, null) : 600),
    ["card", .. var rest] => await CardWrites.RunAsync(rest is [var minutes] ? int.Parse(minutes, null) : 5),
    ["absence", .. var rest] => Absence.Run(rest is [var days] ? int.Parse(days, null) : 30),
    ["restore", .. var rest] => await RestoreBenchmark.RunAsync(rest is [var megabytes] ? int.Parse(megabytes, null) : 1000),
    ["page", .. var rest] => await SignedInPage.RunAsync(rest is [var count] ? int.Parse(count, null) : 300),
    ["agent", .. var rest] => await AgentLoad.RunAsync(rest is [var minutes] ? int.Parse(minutes, null) : 10),
    ["camera"] => CameraBenchmark.Run(),
    ["camera", "gauntlet", .. var rest] => GauntletBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        gate-to-page [COUNT]   delay from the time t of a scripted GATE-FORCED to its row in the page (100 times)
        alert-to-still [COUNT] delay from a GATE-FORCED to its still on the control room's disk, by HTTPS beside clips under way (40 times)
        meter                  CPU time and allocated bytes of a second of sound, beside a straightforward scalar meter (BenchmarkDotNet)
        analyse [RATE]         CPU time of `solutions-agent analyse audio` as a whole process on an hour of sound (48000 Hz), beside the scalar meter
        agent [MINUTES]        an agent with a microphone and a camera of 640x360 at 10 frames a second: % of one core and private memory by the minute (10)
        camera                 the detector's scores on the real street and its nuisances beside plain MOG2, CPU time a frame by stage, and memory
        camera gauntlet [sweep] [KIND...]
                               frames with motion of 19 kinds of nuisance in three real places, and how many of the 57 cases are clean; sweep: in five doses
        absence [DAYS]         a device's backlog after a month without the control room: on its card, at its start, and its back-fill (30)
        readings [DEVICES MONTH-DAYS SECOND-DAYS]
                               rows a second, bytes a row and memory of the reading stores, and the time of a device's month beside plain SQL (100 31 1)
        throughput [--broker embedded|mosquitto] [--seconds N] [--from DEVICES] [--to DEVICES]
                               records a second, delay and memory of the bare broker and of the whole control room, each until it cannot keep up
        late                   what a record costs a site's rules when it comes in time, and when it comes a minute late
        usual                  seconds to learn what is usual at a site with a microphone and a camera: of 28 days, and then each night
        wire [SECONDS]         bytes a day by stream between a street's device and the control room, ordinary link and metered (600 s, the scene's length)
        card [MINUTES]         bytes a day that a street's device writes to its card, as the block device counts them, with the network up and away (5 min each)
        restore [MEGABYTES]    seconds and memory of backup and restore of an installation of that size (1000), beside cp and tar of the same folder
        page [COUNT]           bytes and milliseconds of the page and of an answer of the API to nobody, a session and a token in turn (300 times)
        start                  seconds from ./start.sh to the first live reading on the page, and each process's memory
        """);
    return 2;
}
