// The background model.
#include "entry.h"

#include <opencv2/video/background_segm.hpp>

using cv::BackgroundSubtractor;
using cv::BackgroundSubtractorMOG2;

ENTRY Outcome video_createBackgroundSubtractorMOG2(int history, double threshold, int shadows, cv::Ptr<BackgroundSubtractorMOG2> **made)
{
    return guarded([&] { *made = new cv::Ptr<BackgroundSubtractorMOG2>(cv::createBackgroundSubtractorMOG2(history, threshold, shadows != 0)); });
}
ENTRY Outcome video_Ptr_BackgroundSubtractorMOG2_get(cv::Ptr<BackgroundSubtractorMOG2> *held, BackgroundSubtractor **model)
{
    return guarded([&] { *model = held->get(); });
}
ENTRY Outcome video_Ptr_BackgroundSubtractorMOG2_delete(cv::Ptr<BackgroundSubtractorMOG2> *held) { return guarded([&] { delete held; }); }

ENTRY Outcome video_BackgroundSubtractorMOG2_setNMixtures(BackgroundSubtractor *model, int mixtures)
{
    return guarded([&] { static_cast<BackgroundSubtractorMOG2 *>(model)->setNMixtures(mixtures); });
}
ENTRY Outcome video_BackgroundSubtractorMOG2_setShadowThreshold(BackgroundSubtractor *model, double threshold)
{
    return guarded([&] { static_cast<BackgroundSubtractorMOG2 *>(model)->setShadowThreshold(threshold); });
}
ENTRY Outcome video_BackgroundSubtractor_apply(BackgroundSubtractor *model, const cv::_InputArray *image, cv::_OutputArray *mask, double rate)
{
    return guarded([&] { model->apply(*image, *mask, rate); });
}
ENTRY Outcome video_BackgroundSubtractor_getBackgroundImage(const BackgroundSubtractor *model, cv::_OutputArray *image)
{
    return guarded([&] { model->getBackgroundImage(*image); });
}
