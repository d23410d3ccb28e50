using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>What stands and drives in a street, in metres.</summary>
internal static class Shapes
{
    private static readonly Scalar Glass = new(92, 80, 66), Under = new(34, 33, 32),
        Headlamp = new(225, 232, 235), RearLamp = new(40, 36, 170), Tape = new(120, 170, 190);

    public static Shape Car(Scalar paint)
    {
        (double X, double Y, Scalar Colour)[] outline =
        [
            (-2.12, 0.3, paint), (-2.15, 0.75, paint), (-2.05, 0.98, Glass), (-1.4, 1.42, paint),
            (0.3, 1.45, Glass), (1.05, 0.98, paint), (1.95, 0.84, paint), (2.15, 0.6, paint), (2.12, 0.3, Under),
        ];
        return new(outline, 1.75,
        [
            (Outlined(outline), Darker(paint, 0.85)),
            ([(-2.12, 0.3), (-2.14, 0.52), (2.14, 0.52), (2.12, 0.3)], Darker(paint, 0.6)),
            ([(-2.1, 0.86), (-2.1, 0.91), (1.5, 0.91), (1.5, 0.86)], Darker(paint, 1.15)),
            ([(-1.75, 0.98), (-1.3, 1.34), (-0.5, 1.36), (-0.5, 0.98)], Glass), ([(-0.4, 0.98), (-0.4, 1.36), (0.28, 1.37), (0.9, 0.98)], Glass),
            ([(-2.15, 0.7), (-2.1, 0.88), (-1.9, 0.88), (-1.9, 0.7)], RearLamp), ([(1.85, 0.62), (1.8, 0.78), (2.0, 0.78), (2.13, 0.62)], Headlamp),
        ], [(-1.3, 0.32), (1.35, 0.32)]);
    }

    public static Shape Van(Scalar paint)
    {
        (double X, double Y, Scalar Colour)[] outline =
        [
            (-2.5, 0.35, paint), (-2.5, 2.1, paint), (-2.4, 2.2, paint), (1.2, 2.2, Glass), (1.9, 1.3, paint), (2.45, 1.1, paint), (2.5, 0.35, Under),
        ];
        return new(outline, 1.95,
        [
            (Outlined(outline), Darker(paint, 0.87)),
            ([(-2.5, 0.35), (-2.5, 0.65), (2.5, 0.65), (2.5, 0.35)], Darker(paint, 0.6)),
            ([(0.45, 1.3), (0.45, 1.95), (1.2, 1.95), (1.7, 1.3)], Glass), ([(0.2, 0.7), (0.2, 2.0), (0.23, 2.0), (0.23, 0.7)], Darker(paint, 0.6)),
            ([(-2.5, 0.95), (-2.5, 1.35), (-2.35, 1.35), (-2.35, 0.95)], RearLamp), ([(2.2, 0.8), (2.2, 1.0), (2.45, 1.0), (2.48, 0.8)], Headlamp),
        ], [(-1.6, 0.35), (1.65, 0.35)]);
    }

    public static Shape Bus(Scalar paint)
    {
        (double X, double Y, Scalar Colour)[] outline =
        [
            (-4, 0.35, paint), (-4, 2.7, paint), (-3.9, 2.8, paint), (3.8, 2.8, Glass), (4, 1.2, paint), (4.02, 0.35, Under),
        ];
        var windows = Enumerable.Range(0, 6)
            .Select(n => (new[] { (-3.7 + 1.2 * n, 1.3), (-3.7 + 1.2 * n, 2.35), (-2.6 + 1.2 * n, 2.35), (-2.6 + 1.2 * n, 1.3) }, Glass));
        return new(outline, 2.4,
        [
            (Outlined(outline), Darker(paint, 0.87)), ([(-4, 0.35), (-4, 0.8), (4, 0.8), (4, 0.35)], Darker(paint, 0.55)), .. windows,
            ([(-4, 0.9), (-4, 1.2), (-3.85, 1.2), (-3.85, 0.9)], RearLamp), ([(3.75, 0.6), (3.75, 0.8), (4, 0.8), (4, 0.6)], Headlamp),
        ], [(-2.6, 0.45), (2.5, 0.45)]);
    }

    /// <summary>A large cardboard box with tape on it.</summary>
    public static Shape Box()
    {
        var card = new Scalar(92, 132, 168);
        (double X, double Y, Scalar Colour)[] outline = [(-0.45, 0, card), (-0.45, 0.7, card), (0.45, 0.7, card), (0.45, 0, card)];
        return new(outline, 0.6, [(Outlined(outline), Darker(card, 0.8)), ([(-0.05, 0), (-0.05, 0.7), (0.05, 0.7), (0.05, 0)], Tape),
            ([(-0.35, 0.1), (-0.35, 0.3), (-0.15, 0.3), (-0.15, 0.1)], Darker(card, 0.5))], []);
    }

    /// <summary>A dark holdall with a pale stripe.</summary>
    public static Shape Bag()
    {
        var cloth = new Scalar(62, 40, 34);
        (double X, double Y, Scalar Colour)[] outline =
            [(-0.42, 0, cloth), (-0.45, 0.3, cloth), (-0.3, 0.46, cloth), (0.3, 0.46, cloth), (0.45, 0.3, cloth), (0.42, 0, cloth)];
        return new(outline, 0.4,
            [(Outlined(outline), Darker(cloth, 0.85)), ([(-0.44, 0.2), (-0.45, 0.27), (0.45, 0.27), (0.44, 0.2)], new Scalar(150, 160, 165))], []);
    }

    private static (double X, double Y)[] Outlined((double X, double Y, Scalar Colour)[] outline) => [.. outline.Select(p => (p.X, p.Y))];

    private static Scalar Darker(Scalar colour, double by) => new(colour.Val0 * by, colour.Val1 * by, colour.Val2 * by);
}
