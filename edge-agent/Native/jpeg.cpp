#include "jpeg.h"

#include "entry.h"

#include <memory>
#include <turbojpeg.h>

namespace
{
    // cv::ImreadModes and cv::ImwriteFlags.
    constexpr int Colour = 1, Quality = 1;
    constexpr int QualityUnlessSaid = 95;

    using Codec = std::unique_ptr<void, int (*)(tjhandle)>;

    void demand(bool done, tjhandle codec)
    {
        if (!done)
            CV_Error(cv::Error::StsError, tjGetErrorStr2(codec));
    }
}

cv::Mat decode_jpeg(const uchar *bytes, size_t size, bool grey)
{
    const Codec codec(tjInitDecompress(), tjDestroy);
    int width, height, sampling, colours;
    if (tjDecompressHeader3(codec.get(), bytes, size, &width, &height, &sampling, &colours) != 0)
        return {};
    cv::Mat picture(height, width, grey ? CV_8UC1 : CV_8UC3);
    const int format = grey ? TJPF_GRAY : TJPF_BGR;
    const int failed = tjDecompress2(codec.get(), bytes, size, picture.data, width, static_cast<int>(picture.step), height, format, TJFLAG_ACCURATEDCT);
    // A warning is of a picture that is damaged and there.
    return failed != 0 && tjGetErrorCode(codec.get()) == TJERR_FATAL ? cv::Mat() : picture;
}

std::vector<uchar> encode_jpeg(const cv::Mat &picture, int quality)
{
    CV_Assert(picture.type() == CV_8UC1 || picture.type() == CV_8UC3);
    const bool grey = picture.channels() == 1;
    const Codec codec(tjInitCompress(), tjDestroy);
    uchar *bytes = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(codec.get(), picture.data, picture.cols, static_cast<int>(picture.step), picture.rows,
        grey ? TJPF_GRAY : TJPF_BGR, &bytes, &size, grey ? TJSAMP_GRAY : TJSAMP_420, quality, TJFLAG_ACCURATEDCT);
    const std::unique_ptr<uchar, void (*)(uchar *)> held(bytes, tjFree);
    demand(failed == 0, codec.get());
    return {bytes, bytes + size};
}

ENTRY Outcome imgcodecs_imdecode_vector(const uchar *bytes, int size, int flags, cv::Mat **made)
{
    return guarded([&] { *made = new cv::Mat(decode_jpeg(bytes, static_cast<size_t>(size), (flags & Colour) == 0)); });
}

ENTRY Outcome imgcodecs_imencode_vector(
    const char *kind, const cv::_InputArray *picture, std::vector<uchar> *to, const int *options, int count, int *done)
{
    return guarded([&] {
        if (strcmp(kind, ".jpg") != 0)
            CV_Error_(cv::Error::StsNotImplemented, ("'%s' cannot be made here; it must be .jpg", kind));
        int quality = QualityUnlessSaid;
        for (int i = 0; options && i + 1 < count; i += 2)
            if (options[i] == Quality)
                quality = options[i + 1];
        *to = encode_jpeg(picture->getMat(), quality);
        *done = 1;
    });
}

ENTRY std::vector<uchar> *vector_uchar_new1() { return new std::vector<uchar>; }
ENTRY size_t vector_uchar_getSize(const std::vector<uchar> *v) { return v->size(); }
ENTRY uchar *vector_uchar_getPointer(std::vector<uchar> *v) { return v->data(); }
ENTRY void vector_uchar_delete(std::vector<uchar> *v) { delete v; }
