package vn.khuyenhoc.platform.attachment;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Ends the reading of a picture that takes too long. */
final class Patience implements IIOReadProgressListener {

  private final long until;

  /**
   * @param until as {@link System#nanoTime()} counts
   */
  Patience(long until) {
    this.until = until;
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (System.nanoTime() - until > 0) {
      source.abort();
    }
  }

  @Override
  public void readAborted(ImageReader source) {
    throw PictureParts.broken();
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}
}
