// Films that are made, of JPEGs in an AVI.
#include "film.h"

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace
{
    class MadeFilm final : public FilmOfJpegs
    {
    public:
        ~MadeFilm() override
        {
            if (begun)
                av_write_trailer(output);
            if (output)
            {
                avio_closep(&output->pb);
                avformat_free_context(output);
            }
        }

        bool open(const char *path, double rate, int width, int height)
        {
            if (avformat_alloc_output_context2(&output, nullptr, "avi", path) < 0)
                return false;
            stream = avformat_new_stream(output, nullptr);
            if (!stream)
                return false;
            const AVRational shown = av_d2q(rate, 100'000);
            step = av_inv_q(shown);
            stream->time_base = step;
            stream->avg_frame_rate = stream->r_frame_rate = shown;
            AVCodecParameters *p = stream->codecpar;
            p->codec_type = AVMEDIA_TYPE_VIDEO;
            p->codec_id = AV_CODEC_ID_MJPEG;
            p->codec_tag = MKTAG('M', 'J', 'P', 'G');
            p->width = width;
            p->height = height;
            p->format = AV_PIX_FMT_YUVJ420P;
            if (avio_open(&output->pb, path, AVIO_FLAG_WRITE) < 0)
                return false;
            begun = avformat_write_header(output, nullptr) >= 0;
            return begun;
        }

        bool add(const uint8_t *jpeg, size_t size) override
        {
            AVPacket *packet = av_packet_alloc();
            packet->data = const_cast<uint8_t *>(jpeg);
            packet->size = static_cast<int>(size);
            packet->flags = AV_PKT_FLAG_KEY;
            packet->pts = packet->dts = count++;
            packet->duration = 1;
            av_packet_rescale_ts(packet, step, stream->time_base);
            const bool done = av_write_frame(output, packet) >= 0;
            av_packet_free(&packet);
            return done;
        }

    private:
        AVFormatContext *output = nullptr;
        AVStream *stream = nullptr;
        AVRational step{};
        int64_t count = 0;
        bool begun = false;
    };
}

extern "C" __attribute__((visibility("default"))) FilmOfJpegs *make_film(const char *path, double rate, int width, int height)
{
    auto film = std::make_unique<MadeFilm>();
    return film->open(path, rate, width, height) ? film.release() : nullptr;
}
