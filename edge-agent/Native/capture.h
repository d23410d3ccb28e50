#pragma once

#include <memory>
#include <opencv2/core.hpp>

// What OpenCV calls a capture. A property is one of cv::VideoCaptureProperties; 0 = it does not have it.
class Capture
{
public:
    virtual ~Capture() = default;
    virtual bool grab() = 0;
    virtual bool retrieve(cv::Mat &to) = 0;
    virtual double get(int property) const = 0;
    virtual bool set(int, double) { return false; }
};

// Null = it cannot be opened.
std::unique_ptr<Capture> open_device(const char *path);
