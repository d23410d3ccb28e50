// Filters, shapes and drawing.
#include "entry.h"

#include <opencv2/imgproc.hpp>

using cv::Mat;
using cv::_InputArray;
using cv::_OutputArray;

ENTRY Outcome imgproc_cvtColor(const _InputArray *a, _OutputArray *to, int code, int channels)
{
    return guarded([&] { cv::cvtColor(*a, *to, code, channels); });
}
ENTRY Outcome imgproc_resize(const _InputArray *a, _OutputArray *to, PlainSize size, double fx, double fy, int interpolation)
{
    return guarded([&] { cv::resize(*a, *to, whole(size), fx, fy, interpolation); });
}
ENTRY Outcome imgproc_warpAffine(
    const _InputArray *a, _OutputArray *to, const _InputArray *by, PlainSize size, int flags, int border, PlainScalar value)
{
    return guarded([&] { cv::warpAffine(*a, *to, *by, whole(size), flags, border, whole(value)); });
}
ENTRY Outcome imgproc_remap(
    const _InputArray *a, _OutputArray *to, const _InputArray *x, const _InputArray *y, int interpolation, int border, PlainScalar value)
{
    return guarded([&] { cv::remap(*a, *to, *x, *y, interpolation, border, whole(value)); });
}
ENTRY Outcome imgproc_blur(const _InputArray *a, _OutputArray *to, PlainSize kernel, PlainPoint anchor, int border)
{
    return guarded([&] { cv::blur(*a, *to, whole(kernel), whole(anchor), border); });
}
ENTRY Outcome imgproc_GaussianBlur(const _InputArray *a, _OutputArray *to, PlainSize kernel, double sigma_x, double sigma_y, int border)
{
    return guarded([&] { cv::GaussianBlur(*a, *to, whole(kernel), sigma_x, sigma_y, border); });
}
ENTRY Outcome imgproc_Sobel(const _InputArray *a, _OutputArray *to, int depth, int dx, int dy, int kernel, double scale, double delta, int border)
{
    return guarded([&] { cv::Sobel(*a, *to, depth, dx, dy, kernel, scale, delta, border); });
}
ENTRY Outcome imgproc_Laplacian(const _InputArray *a, _OutputArray *to, int depth, int kernel, double scale, double delta, int border)
{
    return guarded([&] { cv::Laplacian(*a, *to, depth, kernel, scale, delta, border); });
}
ENTRY Outcome imgproc_threshold(const _InputArray *a, _OutputArray *to, double limit, double most, int type, double *used)
{
    return guarded([&] { *used = cv::threshold(*a, *to, limit, most, type); });
}
ENTRY Outcome imgproc_distanceTransform(const _InputArray *a, _OutputArray *to, int distance, int mask, int type)
{
    return guarded([&] { cv::distanceTransform(*a, *to, distance, mask, type); });
}
ENTRY Outcome imgproc_matchTemplate(const _InputArray *a, const _InputArray *part, _OutputArray *to, int method, const _InputArray *mask)
{
    return guarded([&] { cv::matchTemplate(*a, *part, *to, method, or_none(mask)); });
}

ENTRY Outcome imgproc_getStructuringElement(int shape, PlainSize size, PlainPoint anchor, Mat **made)
{
    return guarded([&] { *made = new Mat(cv::getStructuringElement(shape, whole(size), whole(anchor))); });
}
ENTRY Outcome imgproc_erode(
    const _InputArray *a, _OutputArray *to, const _InputArray *kernel, PlainPoint anchor, int times, int border, PlainScalar value)
{
    return guarded([&] { cv::erode(*a, *to, or_none(kernel), whole(anchor), times, border, whole(value)); });
}
ENTRY Outcome imgproc_dilate(
    const _InputArray *a, _OutputArray *to, const _InputArray *kernel, PlainPoint anchor, int times, int border, PlainScalar value)
{
    return guarded([&] { cv::dilate(*a, *to, or_none(kernel), whole(anchor), times, border, whole(value)); });
}
ENTRY Outcome imgproc_morphologyEx(
    const _InputArray *a, _OutputArray *to, int operation, const _InputArray *kernel, PlainPoint anchor, int times, int border, PlainScalar value)
{
    return guarded([&] { cv::morphologyEx(*a, *to, operation, or_none(kernel), whole(anchor), times, border, whole(value)); });
}

ENTRY Outcome imgproc_createHanningWindow(_OutputArray *to, PlainSize size, int type)
{
    return guarded([&] { cv::createHanningWindow(*to, whole(size), type); });
}
ENTRY Outcome imgproc_phaseCorrelate(
    const _InputArray *a, const _InputArray *b, const _InputArray *window, double *response, PlainPoint2d *shift)
{
    return guarded([&] {
        const cv::Point2d found = cv::phaseCorrelate(*a, *b, or_none(window), response);
        *shift = {found.x, found.y};
    });
}
ENTRY Outcome imgproc_pointPolygonTest_Point2f(const PlainPoint2f *outline, int points, PlainPoint2f point, int measures, double *result)
{
    return guarded([&] {
        // Two floats each, in a row.
        const Mat whole_outline(points, 1, CV_32FC2, const_cast<PlainPoint2f *>(outline));
        *result = cv::pointPolygonTest(whole_outline, {point.x, point.y}, measures != 0);
    });
}

ENTRY Outcome imgproc_line(_OutputArray *on, PlainPoint a, PlainPoint b, PlainScalar colour, int thickness, int type, int shift)
{
    return guarded([&] { cv::line(drawn(on), whole(a), whole(b), whole(colour), thickness, type, shift); });
}
ENTRY Outcome imgproc_circle(_OutputArray *on, PlainPoint centre, int radius, PlainScalar colour, int thickness, int type, int shift)
{
    return guarded([&] { cv::circle(drawn(on), whole(centre), radius, whole(colour), thickness, type, shift); });
}
ENTRY Outcome imgproc_ellipse1(_OutputArray *on, PlainPoint centre, PlainSize axes, double angle, double begin, double end,
    PlainScalar colour, int thickness, int type, int shift)
{
    return guarded([&] { cv::ellipse(drawn(on), whole(centre), whole(axes), angle, begin, end, whole(colour), thickness, type, shift); });
}
ENTRY Outcome imgproc_rectangle_Mat_Rect(Mat *on, PlainRect place, PlainScalar colour, int thickness, int type, int shift)
{
    return guarded([&] { cv::rectangle(*on, whole(place), whole(colour), thickness, type, shift); });
}
ENTRY Outcome imgproc_fillConvexPoly_Mat(Mat *on, const cv::Point *points, int count, PlainScalar colour, int type, int shift)
{
    return guarded([&] { cv::fillConvexPoly(*on, points, count, whole(colour), type, shift); });
}
ENTRY Outcome imgproc_fillPoly_Mat(
    Mat *on, const cv::Point **outlines, const int *points, int count, PlainScalar colour, int type, int shift, PlainPoint offset)
{
    return guarded([&] { cv::fillPoly(*on, outlines, points, count, whole(colour), type, shift, whole(offset)); });
}
ENTRY Outcome imgproc_polylines_Mat(
    Mat *on, const cv::Point **outlines, const int *points, int count, int closed, PlainScalar colour, int thickness, int type, int shift)
{
    return guarded([&] { cv::polylines(*on, outlines, points, count, closed != 0, whole(colour), thickness, type, shift); });
}
ENTRY Outcome imgproc_putText(_OutputArray *on, const char *text, PlainPoint at, int font, double scale, PlainScalar colour, int thickness,
    int type, int from_below)
{
    return guarded([&] { cv::putText(drawn(on), text, whole(at), font, scale, whole(colour), thickness, type, from_below != 0); });
}
