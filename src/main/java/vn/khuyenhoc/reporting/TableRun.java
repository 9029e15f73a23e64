package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.RunState;

/**
 * A table that is counted behind the page, province by province.
 *
 * @param id made by the form
 * @param question as an address writes it
 * @param questionVersion the way of asking it was begun in
 * @param areaId the area it asks about
 * @param state where it stands
 * @param createdAt when it was begun
 * @param createdBy by which account
 * @param createdName by whom
 * @param finishedAt when it was over; null while it is not
 * @param done parts that are counted
 * @param total parts
 * @param from when the first of them was counted; null while none is
 * @param until when the last of them was counted; null while none is
 */
public record TableRun(
    UUID id,
    String question,
    int questionVersion,
    int areaId,
    RunState state,
    Instant createdAt,
    UUID createdBy,
    String createdName,
    @Nullable Instant finishedAt,
    int done,
    int total,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** Whether it goes on by itself. */
  public boolean working() {
    return state.working();
  }

  /** Where it is shown. */
  public String path() {
    return "/tables/runs/" + id;
  }
}
