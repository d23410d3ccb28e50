// Arithmetic, statistics and random numbers.
#include "entry.h"

using cv::Mat;
using cv::_InputArray;
using cv::_OutputArray;

ENTRY Outcome core_add(const _InputArray *a, const _InputArray *b, _OutputArray *to, const _InputArray *mask, int type)
{
    return guarded([&] { cv::add(*a, *b, *to, or_none(mask), type); });
}
ENTRY Outcome core_subtract_InputArray2(const _InputArray *a, const _InputArray *b, _OutputArray *to, const _InputArray *mask, int type)
{
    return guarded([&] { cv::subtract(*a, *b, *to, or_none(mask), type); });
}
ENTRY Outcome core_multiply(const _InputArray *a, const _InputArray *b, _OutputArray *to, double scale, int type)
{
    return guarded([&] { cv::multiply(*a, *b, *to, scale, type); });
}
ENTRY Outcome core_addWeighted(const _InputArray *a, double alpha, const _InputArray *b, double beta, double gamma, _OutputArray *to, int type)
{
    return guarded([&] { cv::addWeighted(*a, alpha, *b, beta, gamma, *to, type); });
}
ENTRY Outcome core_absdiff(const _InputArray *a, const _InputArray *b, _OutputArray *to) { return guarded([&] { cv::absdiff(*a, *b, *to); }); }
ENTRY Outcome core_bitwise_and(const _InputArray *a, const _InputArray *b, _OutputArray *to, const _InputArray *mask)
{
    return guarded([&] { cv::bitwise_and(*a, *b, *to, or_none(mask)); });
}
ENTRY Outcome core_bitwise_not(const _InputArray *a, _OutputArray *to, const _InputArray *mask)
{
    return guarded([&] { cv::bitwise_not(*a, *to, or_none(mask)); });
}
ENTRY Outcome core_compare(const _InputArray *a, const _InputArray *b, _OutputArray *to, int operation)
{
    return guarded([&] { cv::compare(*a, *b, *to, operation); });
}
ENTRY Outcome core_inRange_Scalar(const _InputArray *a, PlainScalar least, PlainScalar most, _OutputArray *to)
{
    return guarded([&] { cv::inRange(*a, whole(least), whole(most), *to); });
}
ENTRY Outcome core_max_MatMat(const Mat *a, const Mat *b, Mat *to) { return guarded([&] { cv::max(*a, *b, *to); }); }
ENTRY Outcome core_min_MatMat(const Mat *a, const Mat *b, Mat *to) { return guarded([&] { cv::min(*a, *b, *to); }); }
ENTRY Outcome core_magnitude_Mat(const _InputArray *x, const _InputArray *y, _OutputArray *to) { return guarded([&] { cv::magnitude(*x, *y, *to); }); }
ENTRY Outcome core_merge(Mat **channels, unsigned count, Mat *to)
{
    return guarded([&] {
        std::vector<Mat> each(count);
        for (unsigned i = 0; i < count; i++)
            each[i] = *channels[i];
        cv::merge(each, *to);
    });
}
ENTRY Outcome core_split(const Mat *a, std::vector<Mat> *channels) { return guarded([&] { cv::split(*a, *channels); }); }

ENTRY Outcome core_sum(const _InputArray *a, PlainScalar *sum) { return guarded([&] { *sum = plain(cv::sum(*a)); }); }
ENTRY Outcome core_mean(const _InputArray *a, const _InputArray *mask, PlainScalar *mean)
{
    return guarded([&] { *mean = plain(cv::mean(*a, or_none(mask))); });
}
ENTRY Outcome core_meanStdDev_Scalar(const _InputArray *a, PlainScalar *mean, PlainScalar *deviation, const _InputArray *mask)
{
    return guarded([&] {
        cv::Scalar m, d;
        cv::meanStdDev(*a, m, d, or_none(mask));
        *mean = plain(m);
        *deviation = plain(d);
    });
}
ENTRY Outcome core_countNonZero(const _InputArray *a, int *count) { return guarded([&] { *count = cv::countNonZero(*a); }); }
ENTRY Outcome core_minMaxLoc1(const _InputArray *a, double *least, double *most) { return guarded([&] { cv::minMaxLoc(*a, least, most); }); }
ENTRY Outcome core_minMaxLoc2(
    const _InputArray *a, double *least, double *most, PlainPoint *least_at, PlainPoint *most_at, const _InputArray *mask)
{
    return guarded([&] {
        cv::Point l, m;
        cv::minMaxLoc(*a, least, most, &l, &m, or_none(mask));
        *least_at = plain(l);
        *most_at = plain(m);
    });
}

ENTRY Outcome core_RNG_fill(uint64_t *state, _OutputArray *to, int distribution, const _InputArray *a, const _InputArray *b, int saturate)
{
    return guarded([&] {
        cv::RNG numbers(*state);
        numbers.fill(drawn(to), distribution, *a, *b, saturate != 0);
        *state = numbers.state;
    });
}
