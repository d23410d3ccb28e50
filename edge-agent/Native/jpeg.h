#pragma once

#include <opencv2/core.hpp>

// A JPEG as OpenCV's own codec takes and makes it, by libjpeg-turbo, so that imgcodecs and with it GDAL stay away.
// Empty = it is none that can be decoded. Orientation is passed over.
cv::Mat decode_jpeg(const uchar *bytes, size_t size, bool grey);
std::vector<uchar> encode_jpeg(const cv::Mat &picture, int quality);
