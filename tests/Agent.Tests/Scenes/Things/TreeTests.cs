using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Tree = Solutions.Edge.Agent.Scenes.Things.Tree;

namespace Solutions.Edge.Agent.Tests.Scenes.Things;

public class TreeTests
{
    [Fact]
    public void A_tree_stirs_in_its_gust_alone_and_never_at_its_foot()
    {
        var tree = new Tree((20, 40));
        using Mat still = Drawn(tree, 10), after = Drawn(tree, 41), gust = Drawn(tree, 30), next = Drawn(tree, 30.2);
        Assert.Equal(Drawing.Bytes(still), Drawing.Bytes(after));
        Assert.True(Drawing.Difference(Crown(still), Crown(gust)) > 1);
        Assert.True(Drawing.Difference(Crown(next), Crown(gust)) > 1);
        Assert.Equal(0, Drawing.Difference(Foot(still), Foot(gust)), 0.5);
    }

    private static Mat Drawn(Tree tree, double at)
    {
        var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3, Scalar.All(120));
        tree.Draw(bgr, at);
        return bgr;
    }

    private static Mat Crown(Mat of) => new(of, new Rect(0, 0, 160, 110));

    private static Mat Foot(Mat of) => new(of, new Rect(0, 238, 160, 30));
}
