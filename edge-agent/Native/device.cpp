// A camera of V4L2, by the kernel's own interface.
#include "capture.h"
#include "jpeg.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <opencv2/imgproc.hpp>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace
{
    constexpr int Position = 0, Width = 3, Height = 4, Rate = 5; // cv::VideoCaptureProperties
    constexpr int LongestMs = 10'000;
    constexpr unsigned Buffers = 4;

    // What is cheapest to make BGR of comes first.
    constexpr uint32_t Formats[] = {V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_UYVY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUV420, V4L2_PIX_FMT_BGR24,
        V4L2_PIX_FMT_RGB24, V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG};

    class Device final : public Capture
    {
    public:
        explicit Device(int opened) : file(opened) {}

        ~Device() override
        {
            v4l2_buf_type type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
            if (streams)
                call(VIDIOC_STREAMOFF, &type);
            for (const auto &m : mapped)
                munmap(m.first, m.second);
            close(file);
        }

        bool is_camera() const
        {
            v4l2_capability c{};
            if (!call(VIDIOC_QUERYCAP, &c))
                return false;
            const uint32_t has = c.capabilities & V4L2_CAP_DEVICE_CAPS ? c.device_caps : c.capabilities;
            return (has & V4L2_CAP_VIDEO_CAPTURE) && (has & V4L2_CAP_STREAMING);
        }

        // Taken when the first frame is grabbed.
        bool set(int property, double value) override
        {
            (property == Width ? wanted_width : property == Height ? wanted_height : wanted_rate) = value;
            return !streams && (property == Width || property == Height || property == Rate);
        }

        double get(int property) const override { return property == Position ? position_ms : 0; }

        bool grab() override
        {
            if (!streams && !begin())
                return false;
            if (held && !call(VIDIOC_QBUF, &buffer))
                return false;
            held = false;
            for (;;)
            {
                pollfd ready{file, POLLIN, 0};
                const int answer = poll(&ready, 1, LongestMs);
                if (answer < 0 && errno == EINTR)
                    continue;
                if (answer <= 0 || !(ready.revents & POLLIN))
                    return false;
                buffer = empty();
                if (!call(VIDIOC_DQBUF, &buffer))
                    return false;
                if (!(buffer.flags & V4L2_BUF_FLAG_ERROR) && buffer.bytesused > 0)
                    break;
                // The driver says that it is damaged.
                if (!call(VIDIOC_QBUF, &buffer))
                    return false;
            }
            held = true;
            position_ms = static_cast<double>(buffer.timestamp.tv_sec) * 1000 + static_cast<double>(buffer.timestamp.tv_usec) / 1000;
            return true;
        }

        bool retrieve(cv::Mat &to) override
        {
            if (!held)
                return false;
            const v4l2_pix_format &f = format.fmt.pix;
            const auto data = static_cast<uchar *>(mapped[buffer.index].first);
            const int rows = static_cast<int>(f.height), columns = static_cast<int>(f.width);
            const auto raw = [&](int type, int height) { return cv::Mat(height, columns, type, data, f.bytesperline); };
            switch (f.pixelformat)
            {
            case V4L2_PIX_FMT_YUYV: cv::cvtColor(raw(CV_8UC2, rows), to, cv::COLOR_YUV2BGR_YUYV); break;
            case V4L2_PIX_FMT_UYVY: cv::cvtColor(raw(CV_8UC2, rows), to, cv::COLOR_YUV2BGR_UYVY); break;
            case V4L2_PIX_FMT_NV12: cv::cvtColor(raw(CV_8UC1, rows * 3 / 2), to, cv::COLOR_YUV2BGR_NV12); break;
            case V4L2_PIX_FMT_YUV420: cv::cvtColor(raw(CV_8UC1, rows * 3 / 2), to, cv::COLOR_YUV2BGR_I420); break;
            case V4L2_PIX_FMT_BGR24: raw(CV_8UC3, rows).copyTo(to); break;
            case V4L2_PIX_FMT_RGB24: cv::cvtColor(raw(CV_8UC3, rows), to, cv::COLOR_RGB2BGR); break;
            case V4L2_PIX_FMT_GREY: cv::cvtColor(raw(CV_8UC1, rows), to, cv::COLOR_GRAY2BGR); break;
            default: decode_jpeg(data, buffer.bytesused, false).copyTo(to); break;
            }
            return !to.empty();
        }

    private:
        const int file;
        double wanted_width = 0, wanted_height = 0, wanted_rate = 0, position_ms = 0;
        v4l2_format format{};
        v4l2_buffer buffer{};
        std::vector<std::pair<void *, size_t>> mapped;
        bool streams = false, held = false;

        template <typename T> bool call(unsigned long request, T *argument) const
        {
            int answer;
            do
                answer = ioctl(file, request, argument);
            while (answer < 0 && errno == EINTR);
            return answer >= 0;
        }

        static v4l2_buffer empty()
        {
            v4l2_buffer b{};
            b.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
            b.memory = V4L2_MEMORY_MMAP;
            return b;
        }

        bool agree_on_format()
        {
            for (const uint32_t kind : Formats)
            {
                format = {};
                format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
                if (!call(VIDIOC_G_FMT, &format))
                    return false;
                format.fmt.pix.pixelformat = kind;
                format.fmt.pix.field = V4L2_FIELD_ANY;
                format.fmt.pix.bytesperline = 0;
                if (wanted_width > 0 && wanted_height > 0)
                {
                    format.fmt.pix.width = static_cast<uint32_t>(wanted_width);
                    format.fmt.pix.height = static_cast<uint32_t>(wanted_height);
                }
                // A driver takes the nearest that it has, which may be of another kind.
                if (call(VIDIOC_S_FMT, &format) && format.fmt.pix.pixelformat == kind)
                    return true;
            }
            return false;
        }

        bool begin()
        {
            if (!agree_on_format())
                return false;
            if (wanted_rate > 0)
            {
                // A camera without a choice of rates refuses; the frames that are too many are left.
                v4l2_streamparm rate{};
                rate.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
                rate.parm.capture.timeperframe = {1000, static_cast<uint32_t>(wanted_rate * 1000)};
                call(VIDIOC_S_PARM, &rate);
            }
            v4l2_requestbuffers asked{};
            asked.count = Buffers;
            asked.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
            asked.memory = V4L2_MEMORY_MMAP;
            if (!call(VIDIOC_REQBUFS, &asked))
                return false;
            for (uint32_t i = 0; i < asked.count; i++)
            {
                v4l2_buffer one = empty();
                one.index = i;
                if (!call(VIDIOC_QUERYBUF, &one))
                    return false;
                void *at = mmap(nullptr, one.length, PROT_READ | PROT_WRITE, MAP_SHARED, file, one.m.offset);
                if (at == MAP_FAILED)
                    return false;
                mapped.emplace_back(at, one.length);
                if (!call(VIDIOC_QBUF, &one))
                    return false;
            }
            v4l2_buf_type type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
            streams = call(VIDIOC_STREAMON, &type);
            return streams;
        }
    };
}

std::unique_ptr<Capture> open_device(const char *path)
{
    const int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return nullptr;
    auto device = std::make_unique<Device>(file);
    return device->is_camera() ? std::unique_ptr<Capture>(std::move(device)) : nullptr;
}
