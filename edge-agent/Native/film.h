// What crosses between the camera's library and that of films: plain values, for each has what it is linked to for itself.
#pragma once

#include <cstddef>
#include <cstdint>

struct FilmPicture
{
    const uint8_t *data; // BGR, or the bytes of a stored frame in one row
    int width, height, step;
    int turns;           // quarters, clockwise, until it stands upright
};

class Film
{
public:
    virtual ~Film() = default;
    // False: the next frame cannot be brought. After the film's end always.
    virtual bool grab() = 0;
    virtual bool retrieve(FilmPicture &picture) = 0;
    virtual double seconds() const = 0;
    virtual double rate() const = 0;
    virtual double frames() const = 0;
    virtual uint32_t code() const = 0;
    virtual int width() const = 0;
    virtual int height() const = 0;
};

class FilmOfJpegs
{
public:
    virtual ~FilmOfJpegs() = default;
    virtual bool add(const uint8_t *jpeg, size_t size) = 0;
};

// Null = there is no film that can be read or made. A stored film's frames come as they are, not decoded.
using OpenFilm = Film *(const char *path, bool stored, int threads);
using MakeFilm = FilmOfJpegs *(const char *path, double rate, int width, int height);
