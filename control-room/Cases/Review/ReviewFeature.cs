using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Review;

internal static class ReviewFeature
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services.AddEntry<Attribution>("attribution");

    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        ReadReview.Map(routes);
        AttributeEvent.Map(routes);
    }
}
