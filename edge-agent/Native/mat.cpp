// Matrices, the arguments made of them, and vectors.
#include "entry.h"

using cv::Mat;
using cv::_InputArray;
using cv::_OutputArray;

ENTRY void *redirectError(cv::ErrorCallback callback, void *data, void **before)
{
    return reinterpret_cast<void *>(cv::redirectError(callback, data, before));
}

ENTRY Outcome core_setNumThreads(int threads) { return guarded([&] { cv::setNumThreads(threads); }); }

ENTRY Outcome core_Mat_new1(Mat **made) { return guarded([&] { *made = new Mat; }); }
ENTRY Outcome core_Mat_new2(int rows, int columns, int type, Mat **made) { return guarded([&] { *made = new Mat(rows, columns, type); }); }
ENTRY Outcome core_Mat_new3(int rows, int columns, int type, PlainScalar value, Mat **made)
{
    return guarded([&] { *made = new Mat(rows, columns, type, whole(value)); });
}
ENTRY Outcome core_Mat_new7(const Mat *of, PlainRect part, Mat **made) { return guarded([&] { *made = new Mat(*of, whole(part)); }); }
ENTRY Outcome core_Mat_new8(int rows, int columns, int type, void *data, size_t step, Mat **made)
{
    return guarded([&] { *made = new Mat(rows, columns, type, data, step); });
}
ENTRY Outcome core_Mat_delete(Mat *m) { return guarded([&] { delete m; }); }

ENTRY Outcome core_Mat_rows(const Mat *m, int *rows) { return guarded([&] { *rows = m->rows; }); }
ENTRY Outcome core_Mat_cols(const Mat *m, int *columns) { return guarded([&] { *columns = m->cols; }); }
ENTRY Outcome core_Mat_size(const Mat *m, PlainSize *size) { return guarded([&] { *size = {m->cols, m->rows}; }); }
ENTRY Outcome core_Mat_type(const Mat *m, int *type) { return guarded([&] { *type = m->type(); }); }
ENTRY Outcome core_Mat_elemSize(const Mat *m, size_t *bytes) { return guarded([&] { *bytes = m->elemSize(); }); }
ENTRY Outcome core_Mat_total1(const Mat *m, size_t *elements) { return guarded([&] { *elements = m->total(); }); }
ENTRY Outcome core_Mat_empty(const Mat *m, int *empty) { return guarded([&] { *empty = m->empty(); }); }
ENTRY Outcome core_Mat_isContinuous(const Mat *m, int *continuous) { return guarded([&] { *continuous = m->isContinuous(); }); }
ENTRY Outcome core_Mat_data(const Mat *m, uchar **data) { return guarded([&] { *data = m->data; }); }
ENTRY Outcome core_Mat_ptr1d(Mat *m, int row, uchar **at) { return guarded([&] { *at = m->ptr(row); }); }
ENTRY Outcome core_Mat_ptr2d(Mat *m, int row, int column, uchar **at) { return guarded([&] { *at = m->ptr(row, column); }); }

ENTRY Outcome core_Mat_create1(Mat *m, int rows, int columns, int type) { return guarded([&] { m->create(rows, columns, type); }); }
ENTRY Outcome core_Mat_clone(const Mat *m, Mat **made) { return guarded([&] { *made = new Mat(m->clone()); }); }
ENTRY Outcome core_Mat_subMat1(const Mat *m, int top, int bottom, int left, int right, Mat **made)
{
    return guarded([&] { *made = new Mat(*m, cv::Range(top, bottom), cv::Range(left, right)); });
}
ENTRY Outcome core_Mat_copyTo_toMat1(const Mat *m, Mat *to) { return guarded([&] { m->copyTo(*to); }); }
ENTRY Outcome core_Mat_copyTo_toMat2(const Mat *m, Mat *to, const _InputArray *mask) { return guarded([&] { m->copyTo(*to, or_none(mask)); }); }
ENTRY Outcome core_Mat_convertTo(const Mat *m, _OutputArray *to, int type, double alpha, double beta)
{
    return guarded([&] { m->convertTo(*to, type, alpha, beta); });
}
ENTRY Outcome core_Mat_setTo_Scalar(Mat *m, PlainScalar value, const Mat *mask)
{
    return guarded([&] { m->setTo(whole(value), mask ? *mask : Mat()); });
}
ENTRY Outcome core_Mat_setTo_InputArray(Mat *m, const _InputArray *value, const Mat *mask)
{
    return guarded([&] { m->setTo(*value, mask ? *mask : Mat()); });
}
ENTRY Outcome core_Mat_dot(const Mat *m, const _InputArray *by, double *product) { return guarded([&] { *product = m->dot(*by); }); }

ENTRY Outcome core_InputArray_new_byMat(const Mat *m, _InputArray **made) { return guarded([&] { *made = new _InputArray(*m); }); }
ENTRY Outcome core_InputArray_new_byDouble(const double *value, _InputArray **made) { return guarded([&] { *made = new _InputArray(*value); }); }
ENTRY Outcome core_InputArray_new_byScalar(PlainScalar value, cv::Scalar **held, _InputArray **made)
{
    return guarded([&] {
        *held = new cv::Scalar(whole(value));
        *made = new _InputArray(**held);
    });
}
ENTRY Outcome core_InputArray_delete(_InputArray *a) { return guarded([&] { delete a; }); }
ENTRY Outcome core_InputArray_delete_withScalar(_InputArray *a, cv::Scalar *held)
{
    return guarded([&] {
        delete a;
        delete held;
    });
}
ENTRY Outcome core_OutputArray_new_byMat(Mat *m, _OutputArray **made) { return guarded([&] { *made = new _OutputArray(*m); }); }
ENTRY Outcome core_OutputArray_delete(_OutputArray *a) { return guarded([&] { delete a; }); }

ENTRY std::vector<Mat> *vector_Mat_new1() { return new std::vector<Mat>; }
ENTRY size_t vector_Mat_getSize(const std::vector<Mat> *v) { return v->size(); }
ENTRY void vector_Mat_assignToArray(const std::vector<Mat> *v, Mat **to)
{
    for (size_t i = 0; i < v->size(); i++)
        *to[i] = (*v)[i];
}
ENTRY void vector_Mat_delete(std::vector<Mat> *v) { delete v; }

// OpenCV's core can share a matrix with OpenGL, which is not here; nothing calls it.
extern "C" void *glXGetProcAddressARB(const unsigned char *) { return nullptr; }
