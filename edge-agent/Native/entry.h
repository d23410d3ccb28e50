// What every entry point shares: its name is exported as it is, plain structs cross by value, and no exception leaves it.
#pragma once

#include <opencv2/core.hpp>

#define ENTRY extern "C" __attribute__((visibility("default")))

// OpenCV's own have copy constructors and would be passed by reference.
struct PlainScalar { double v[4]; };
struct PlainSize { int width, height; };
struct PlainPoint { int x, y; };
struct PlainPoint2f { float x, y; };
struct PlainPoint2d { double x, y; };
struct PlainRect { int x, y, width, height; };

inline cv::Scalar whole(PlainScalar s) { return {s.v[0], s.v[1], s.v[2], s.v[3]}; }
inline cv::Size whole(PlainSize s) { return {s.width, s.height}; }
inline cv::Point whole(PlainPoint p) { return {p.x, p.y}; }
inline cv::Rect whole(PlainRect r) { return {r.x, r.y, r.width, r.height}; }
inline PlainScalar plain(const cv::Scalar &s) { return {{s[0], s[1], s[2], s[3]}}; }
inline PlainPoint plain(cv::Point p) { return {p.x, p.y}; }

inline cv::InputArray or_none(const cv::_InputArray *a) { return a ? *a : cv::noArray(); }

// The managed side makes no arrays that are both, and never one of anything but a Mat.
inline cv::Mat &drawn(cv::_OutputArray *a) { return a->getMatRef(); }

enum Outcome : int { Done, Failed };

// By the callback of redirectError the managed side learns what failed: cv::error calls it before it throws.
template <typename Work> Outcome guarded(Work work) noexcept
{
    try
    {
        work();
        return Done;
    }
    catch (const cv::Exception &)
    {
        return Failed;
    }
    catch (const std::exception &e)
    {
        try
        {
            cv::error(cv::Error::StsError, e.what(), "", "", 0);
        }
        catch (const cv::Exception &)
        {
        }
        return Failed;
    }
}
