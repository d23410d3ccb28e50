// Captures and films that are made.
#include "capture.h"
#include "entry.h"
#include "film.h"
#include "jpeg.h"

#include <dlfcn.h>
#include <string>

namespace
{
    // cv::VideoCaptureAPIs and cv::VideoCaptureProperties.
    constexpr int V4l2 = 200;
    constexpr int Position = 0, Width = 3, Height = 4, Rate = 5, Code = 6, Frames = 7, Format = 8, Threads = 70;

    // As OpenCV's own maker of such films has it.
    constexpr int FilmQuality = 75;

    // From the library of films, which stands beside this one.
    template <typename Function> Function *of_films(const char *name)
    {
        Dl_info self{};
        if (!dladdr(reinterpret_cast<void *>(&of_films<Function>), &self))
            CV_Error(cv::Error::StsError, "the library does not know where it is");
        std::string path(self.dli_fname);
        path.replace(path.rfind('/') + 1, std::string::npos, "libSolutionsFilm.so");
        void *library = dlopen(path.c_str(), RTLD_NOW);
        void *found = library ? dlsym(library, name) : nullptr;
        if (!found)
            CV_Error_(cv::Error::StsNotImplemented, ("films need the libav of Debian 12, which comes with its package ffmpeg: %s", dlerror()));
        return reinterpret_cast<Function *>(found);
    }

    class FilmCapture final : public Capture
    {
    public:
        explicit FilmCapture(Film *opened) : film(opened) {}

        bool grab() override { return film->grab(); }

        bool retrieve(cv::Mat &to) override
        {
            FilmPicture p{};
            if (!film->retrieve(p))
                return false;
            // A stored frame is one row of bytes.
            const cv::Mat seen(p.height, p.width, p.height == 1 ? CV_8UC1 : CV_8UC3, const_cast<uint8_t *>(p.data), static_cast<size_t>(p.step));
            if (p.turns == 0)
                seen.copyTo(to);
            else
                cv::rotate(seen, to, p.turns == 1 ? cv::ROTATE_90_CLOCKWISE : p.turns == 2 ? cv::ROTATE_180 : cv::ROTATE_90_COUNTERCLOCKWISE);
            return true;
        }

        double get(int property) const override
        {
            switch (property)
            {
            case Position: return film->seconds() * 1000;
            case Width: return film->width();
            case Height: return film->height();
            case Rate: return film->rate();
            case Code: return film->code();
            case Frames: return film->frames();
            default: return 0;
            }
        }

    private:
        const std::unique_ptr<Film> film;
    };

    struct Opened
    {
        std::unique_ptr<Capture> capture;
    };

    struct Writer
    {
        std::unique_ptr<FilmOfJpegs> film;
        cv::Size size;
    };

    Opened *open(const char *path, int interface, const int *options, int count)
    {
        auto made = std::make_unique<Opened>();
        if (interface == V4l2)
        {
            made->capture = open_device(path);
            return made.release();
        }
        bool stored = false;
        int threads = 0;
        for (int i = 0; i + 1 < count; i += 2)
        {
            stored |= options[i] == Format && options[i + 1] == -1;
            threads = options[i] == Threads ? options[i + 1] : threads;
        }
        if (Film *film = of_films<OpenFilm>("open_film")(path, stored, threads))
            made->capture = std::make_unique<FilmCapture>(film);
        return made.release();
    }
}

ENTRY Outcome videoio_VideoCapture_new2(const char *path, int interface, Opened **made)
{
    return guarded([&] { *made = open(path, interface, nullptr, 0); });
}
ENTRY Outcome videoio_VideoCapture_new4(const char *path, int interface, const int *options, int count, Opened **made)
{
    return guarded([&] { *made = open(path, interface, options, count); });
}
ENTRY Outcome videoio_VideoCapture_delete(Opened *o) { return guarded([&] { delete o; }); }
ENTRY Outcome videoio_VideoCapture_isOpened(const Opened *o, int *is) { return guarded([&] { *is = o->capture != nullptr; }); }
ENTRY Outcome videoio_VideoCapture_get(const Opened *o, int property, double *value)
{
    return guarded([&] { *value = o->capture ? o->capture->get(property) : 0; });
}
ENTRY Outcome videoio_VideoCapture_set(Opened *o, int property, double value, int *done)
{
    return guarded([&] { *done = o->capture && o->capture->set(property, value); });
}
ENTRY Outcome videoio_VideoCapture_grab(Opened *o, int *done) { return guarded([&] { *done = o->capture && o->capture->grab(); }); }
ENTRY Outcome videoio_VideoCapture_retrieve_Mat(Opened *o, cv::Mat *to, int, int *done)
{
    return guarded([&] { *done = o->capture && o->capture->retrieve(*to); });
}

ENTRY Outcome videoio_VideoWriter_fourcc(char a, char b, char c, char d, int *code)
{
    return guarded([&] { *code = (a & 255) | (b & 255) << 8 | (c & 255) << 16 | (d & 255) << 24; });
}
// Of MJPEG in an AVI, whatever is asked for.
ENTRY Outcome videoio_VideoWriter_new3(const char *path, int, int, double rate, PlainSize size, int, Writer **made)
{
    return guarded([&] {
        auto *const film = of_films<MakeFilm>("make_film")(path, rate, size.width, size.height);
        *made = new Writer{std::unique_ptr<FilmOfJpegs>(film), whole(size)};
    });
}
ENTRY Outcome videoio_VideoWriter_isOpened(const Writer *w, int *is) { return guarded([&] { *is = w->film != nullptr; }); }
ENTRY Outcome videoio_VideoWriter_write(Writer *w, const cv::_InputArray *picture)
{
    return guarded([&] {
        const cv::Mat m = picture->getMat();
        CV_Assert(w->film && m.size() == w->size);
        const std::vector<uchar> jpeg = encode_jpeg(m, FilmQuality);
        if (!w->film->add(jpeg.data(), jpeg.size()))
            CV_Error(cv::Error::StsError, "a frame cannot be written");
    });
}
ENTRY Outcome videoio_VideoWriter_delete(Writer *w) { return guarded([&] { delete w; }); }
