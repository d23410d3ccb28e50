using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Makes persons of what is reported: pieces of one are joined, groups are taken apart by the height learnt, and everyone keeps a number.</summary>
internal sealed class PeopleTracker : IDisposable
{
    /// <summary>Frames after which someone lost is not known again.</summary>
    private const int ForgottenAfter = 40;

    private const int ConfirmedAfter = 2;

    /// <summary>Size of a figure, in the height and width learnt, up to which it is one person.</summary>
    private const double OneHeight = 1.35, OneWidth = 1.6;

    private const double PieceHeight = 1.15;

    private const double LeastOverlap = 0.1, LooksWeight = 0.3, KnownAgain = 0.75, FoundAgain = 0.6;

    /// <summary>How far someone may be from where they should be, in heights, and how much further for every frame unseen.</summary>
    private const double Reach = 0.4, ReachPerFrame = 0.06;

    private readonly PersonSize size = new();
    private readonly List<Person> people = [];
    private int lastId;

    /// <returns>The people seen in this frame.</returns>
    public IReadOnlyList<Person> Update(IReadOnlyList<BlobTrack> reported, Mat labels, Mat bgr, Mat grey, int frame)
    {
        foreach (var person in people.Where(p => frame - p.Seen > ForgottenAfter).ToList())
        {
            person.Dispose();
            people.Remove(person);
        }
        var found = new List<(Rect Box, Figure Figure)>();
        foreach (var figure in Figures(reported, labels))
            TakeApart(figure, grey, frame, found);
        Match(found, bgr, grey, frame);
        return [.. people.Where(p => p.Seen == frame && p.Hits >= ConfirmedAfter)];
    }

    public void Clear()
    {
        foreach (var person in people)
            person.Dispose();
        people.Clear();
    }

    public void Dispose() => Clear();

    /// <summary>What lies over one another and together is no taller than a person is one figure.</summary>
    private List<Figure> Figures(IReadOnlyList<BlobTrack> reported, Mat labels)
    {
        var groups = reported.Select(t => (t.Box, Parts: new List<BlobTrack> { t })).ToList();
        for (var n = 0; n < groups.Count; n++)
            for (var m = groups.Count - 1; m > n; m--)
            {
                var (a, b) = (groups[n].Box, groups[m].Box);
                var union = a | b;
                var apart = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) < 0.3 * Math.Min(a.Width, b.Width);
                if (apart || size.HeightAt(union.Bottom) is not { } height || union.Height > PieceHeight * height
                    || union.Width > OneWidth * PersonSize.Aspect * height)
                    continue;
                groups[n].Parts.AddRange(groups[m].Parts);
                groups[n] = (union, groups[n].Parts);
                groups.RemoveAt(m);
            }
        if (reported.Count == groups.Count)
            foreach (var alone in reported.Where(t => t.Held is null && t.IsConfirmed && IsAlone(t, reported, labels.Size())))
                size.Learn(alone.Box);
        return [.. groups.Select(g => new Figure(g.Box, [.. g.Parts.Where(p => p.Held is null).Select(p => p.Blob.Label)],
            [.. g.Parts.Where(p => p.Held is not null).Select(p => p.Box)], labels))];
    }

    private static bool IsAlone(BlobTrack track, IReadOnlyList<BlobTrack> all, Size picture)
    {
        var around = PatchPlace.Grown(track.Box, 2, picture);
        return track.Box is { Left: > 1, Top: > 1 } && track.Box.Right < picture.Width - 1 && track.Box.Bottom < picture.Height - 1
            && all.All(o => o == track || !o.Box.IntersectsWith(around));
    }

    private void TakeApart(Figure figure, Mat grey, int frame, List<(Rect, Figure)> found)
    {
        var box = figure.Box;
        if (size.HeightAt(box.Bottom) is not { } height || (box.Height <= OneHeight * height && box.Width <= OneWidth * PersonSize.Aspect * height))
        {
            found.Add((box, figure));
            return;
        }
        // A person known from before takes the figure first, the nearest before those behind.
        var before = people.Where(p => p.Seen < frame && p.Hits >= ConfirmedAfter && frame - p.Seen <= 10)
            .Select(p => (Person: p, Expected: p.Expected(frame)))
            .Where(p => figure.Weight(p.Expected) >= 0.35 * p.Expected.Width * p.Expected.Height)
            .OrderByDescending(p => p.Expected.Bottom).ToList();
        foreach (var (person, expected) in before)
        {
            var at = person.Find(frame, grey) is { Likeness: > FoundAgain } seen
                ? new Rect(seen.Box.X, seen.Box.Bottom - expected.Height, expected.Width, expected.Height)
                : expected;
            if (figure.Weight(at) < 0.25 * at.Width * at.Height)
                continue;
            person.See(at, frame);
            figure.Remove(at);
        }
        for (var n = 0; n < 8 && figure.Heaviest(size) is { } next; n++)
        {
            found.Add((next, new Figure(next, [], [next], grey)));
            figure.Remove(next);
        }
    }

    private void Match(List<(Rect Box, Figure Figure)> found, Mat bgr, Mat grey, int frame)
    {
        var looks = found.ConvertAll(f => Appearance.Of(f.Box, f.Figure, bgr));
        var pairs = new List<(double Worth, Person Person, int Found)>();
        foreach (var person in people.Where(p => p.Seen < frame))
        {
            var expected = person.Expected(frame);
            for (var n = 0; n < found.Count; n++)
            {
                var alike = person.Looks.Likeness(looks[n]);
                var overlap = Overlap(expected, found[n].Box);
                var far = BlobTrack.Length(Foot(expected) - Foot(found[n].Box)) / person.Height;
                var reach = Reach + ReachPerFrame * (frame - person.Seen - 1);
                if (overlap >= LeastOverlap)
                    pairs.Add((1 + overlap + LooksWeight * alike, person, n));
                else if (far < reach && alike >= KnownAgain)
                    pairs.Add((alike * (1 - far / reach), person, n));
            }
        }
        var left = Enumerable.Range(0, found.Count).ToHashSet();
        foreach (var (_, person, n) in pairs.OrderByDescending(p => p.Worth))
            if (person.Seen < frame && left.Remove(n))
            {
                person.See(found[n].Box, frame);
                person.Looks.Renew(looks[n]);
                person.Keep(found[n].Box, grey);
            }
        people.AddRange(left.Select(n => new Person(++lastId, found[n].Box, looks[n], grey, frame)));
    }

    private static Point2d Foot(Rect box) => new(box.X + box.Width / 2.0, box.Bottom);

    private static double Overlap(Rect a, Rect b)
    {
        var common = a & b;
        double shared = common.Width * common.Height;
        return shared / ((double)a.Width * a.Height + (double)b.Width * b.Height - shared);
    }
}
