// Films that are read, by Debian's libav. A library of its own: without libav everything else of the camera still works.
#include "film.h"

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libswscale/swscale.h>
}

namespace
{
    // An interleaved film may have as many packets of sound in a row.
    constexpr int MostOther = 4096;

    template <typename T, void (*Free)(T **)> struct Freed
    {
        void operator()(T *p) const { Free(&p); }
    };
    using Input = std::unique_ptr<AVFormatContext, Freed<AVFormatContext, avformat_close_input>>;
    using Decoder = std::unique_ptr<AVCodecContext, Freed<AVCodecContext, avcodec_free_context>>;
    using Packet = std::unique_ptr<AVPacket, Freed<AVPacket, av_packet_free>>;
    using Frame = std::unique_ptr<AVFrame, Freed<AVFrame, av_frame_free>>;
    using Filter = std::unique_ptr<AVBSFContext, Freed<AVBSFContext, av_bsf_free>>;

    class ReadFilm final : public Film
    {
    public:
        ~ReadFilm() override { sws_freeContext(scaler); }

        bool open(const char *path, bool as_stored, int threads)
        {
            stored = as_stored;
            AVFormatContext *opened = nullptr;
            if (avformat_open_input(&opened, path, nullptr, nullptr) < 0)
                return false;
            input.reset(opened);
            if (avformat_find_stream_info(opened, nullptr) < 0)
                return false;
            for (unsigned i = 0; i < input->nb_streams && !stream; i++)
                if (input->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
                    stream = input->streams[i];
            if (!stream)
                return false;
            const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
            if (!codec || stream->codecpar->width <= 0 || stream->codecpar->height <= 0)
                return false;
            if (stored)
                return filter_if_needed();
            decoder.reset(avcodec_alloc_context3(codec));
            avcodec_parameters_to_context(decoder.get(), stream->codecpar);
            decoder->thread_count = threads;
            decoder->pkt_timebase = stream->time_base;
            return avcodec_open2(decoder.get(), codec, nullptr) >= 0;
        }

        bool grab() override { return stored ? grab_stored() : grab_decoded(); }

        bool retrieve(FilmPicture &picture) override
        {
            if (stored)
            {
                picture = {packet->data, packet->size, 1, packet->size, 0};
                return packet->data != nullptr && packet->size > 0;
            }
            if (!frame->data[0])
                return false;
            scaler = sws_getCachedContext(scaler, frame->width, frame->height, static_cast<AVPixelFormat>(frame->format), frame->width,
                frame->height, AV_PIX_FMT_BGR24, SWS_BICUBIC, nullptr, nullptr, nullptr);
            bgr->format = AV_PIX_FMT_BGR24;
            if (bgr->width != frame->width || bgr->height != frame->height)
            {
                av_frame_unref(bgr.get());
                bgr->format = AV_PIX_FMT_BGR24;
                bgr->width = frame->width;
                bgr->height = frame->height;
                if (av_frame_get_buffer(bgr.get(), 0) < 0)
                    return false;
            }
            if (!scaler || sws_scale(scaler, frame->data, frame->linesize, 0, frame->height, bgr->data, bgr->linesize) <= 0)
                return false;
            picture = {bgr->data[0], bgr->width, bgr->height, bgr->linesize[0], turns()};
            return true;
        }

        double seconds() const override
        {
            if (stamp == AV_NOPTS_VALUE)
                return 0;
            const int64_t begin = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
            return static_cast<double>(stamp - begin) * av_q2d(stream->time_base);
        }

        double rate() const override { return av_q2d(av_guess_frame_rate(input.get(), stream, nullptr)); }

        double frames() const override
        {
            return stream->nb_frames > 0 ? static_cast<double>(stream->nb_frames)
                : static_cast<double>(input->duration) / AV_TIME_BASE * rate() + 0.5;
        }

        uint32_t code() const override
        {
            const AVCodecParameters *p = stream->codecpar;
            return p->codec_tag ? p->codec_tag : p->codec_id == AV_CODEC_ID_MJPEG ? MKTAG('M', 'J', 'P', 'G') : 0;
        }

        int width() const override { return stream->codecpar->width; }

        int height() const override { return stream->codecpar->height; }

    private:
        Input input;
        Decoder decoder;
        Filter filter;
        const Packet packet{av_packet_alloc()};
        const Frame frame{av_frame_alloc()}, bgr{av_frame_alloc()};
        SwsContext *scaler = nullptr;
        AVStream *stream = nullptr;
        int64_t stamp = AV_NOPTS_VALUE;
        bool stored = false;

        // H.264 and H.265 of an MP4 have lengths where a stream has start codes.
        bool filter_if_needed()
        {
            const AVCodecParameters *p = stream->codecpar;
            const char *name = p->codec_id == AV_CODEC_ID_H264 ? "h264_mp4toannexb" : p->codec_id == AV_CODEC_ID_HEVC ? "hevc_mp4toannexb" : nullptr;
            if (!name || p->extradata_size == 0 || p->extradata[0] != 1)
                return true;
            AVBSFContext *made = nullptr;
            if (av_bsf_alloc(av_bsf_get_by_name(name), &made) < 0)
                return false;
            filter.reset(made);
            made->time_base_in = stream->time_base;
            return avcodec_parameters_copy(made->par_in, p) >= 0 && av_bsf_init(made) >= 0;
        }

        // What av_read_frame answered; the packet is of the pictures' stream if that is 0.
        int read()
        {
            for (int other = 0; other < MostOther;)
            {
                av_packet_unref(packet.get());
                const int answer = av_read_frame(input.get(), packet.get());
                if (answer == AVERROR(EAGAIN))
                    continue;
                if (answer < 0 || packet->stream_index == stream->index)
                    return answer;
                other++;
            }
            return AVERROR_INVALIDDATA;
        }

        bool grab_stored()
        {
            if (read() < 0)
                return false;
            stamp = packet->pts != AV_NOPTS_VALUE && packet->pts != 0 ? packet->pts : packet->dts;
            return !filter || (av_bsf_send_packet(filter.get(), packet.get()) >= 0 && av_bsf_receive_packet(filter.get(), packet.get()) >= 0);
        }

        // What cannot be decoded is one frame that cannot be brought, so that it can be counted.
        bool grab_decoded()
        {
            int answer = avcodec_receive_frame(decoder.get(), frame.get());
            while (answer == AVERROR(EAGAIN))
            {
                const int end = read();
                if (end < 0 && end != AVERROR_EOF)
                    return false;
                if (avcodec_send_packet(decoder.get(), end == AVERROR_EOF ? nullptr : packet.get()) < 0)
                    return false;
                answer = avcodec_receive_frame(decoder.get(), frame.get());
            }
            if (answer < 0)
                return false;
            stamp = frame->best_effort_timestamp;
            return true;
        }

        int turns() const
        {
            const uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
            if (!matrix)
                return 0;
            // Counter-clockwise, in degrees; not a number of a matrix that is none.
            const double angle = av_display_rotation_get(reinterpret_cast<const int32_t *>(matrix));
            return angle == angle ? (static_cast<int>(angle < 0 ? -angle / 90 + 0.5 : 4.5 - angle / 90)) % 4 : 0;
        }
    };
}

extern "C" __attribute__((visibility("default"))) Film *open_film(const char *path, bool stored, int threads)
{
    av_log_set_level(AV_LOG_QUIET);
    auto film = std::make_unique<ReadFilm>();
    return film->open(path, stored, threads) ? film.release() : nullptr;
}
