package vn.khuyenhoc.recognition;

import org.jspecify.annotations.Nullable;

/**
 * What part of a commune's dossiers is asked for.
 *
 * @param villageId only of this village; null for all
 * @param stage only in this stage; null for all on the roll
 * @param lookCloser only those worth a closer look
 * @param query words of head, address or village's dossiers, in any order, with or without accents
 */
public record QueueFilter(
    @Nullable Integer villageId, @Nullable Stage stage, boolean lookCloser, String query) {

  /** Everything that waits for appraisal. */
  public static QueueFilter waiting() {
    return new QueueFilter(null, Stage.SENT, false, "");
  }
}
